"""What one source adds to a question is bounded for as long as its searches count."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Apply this step; of searches that wait to be counted the place is not known."""
    op.add_column("searches", sa.Column("place", sa.Integer(), nullable=True))
