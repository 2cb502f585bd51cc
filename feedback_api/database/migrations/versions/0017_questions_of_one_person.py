"""A person who asks again after the same article is answered, and counts once."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Apply this step; who asked before is not known, so all questions of before count."""
    op.add_column("questions", sa.Column("set_aside", sa.Boolean(), nullable=False, server_default=sa.false()))
