"""Revisions of video pages know which recording they show, and how long it is."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Apply this step; what was published before told neither."""
    op.add_column("revisions", sa.Column("cut", sa.String(length=64), nullable=True))
    op.add_column("revisions", sa.Column("length_seconds", sa.Float(), nullable=True))
