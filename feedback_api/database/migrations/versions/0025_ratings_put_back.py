"""What a person put back stays counted, whatever comes later."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Apply this step; of what was put back before, nobody can tell any more."""
    op.add_column("ratings", sa.Column("put_back", sa.Boolean(), nullable=False, server_default=sa.false()))
