"""A flag that is sent twice is one: the page that sends it names it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Apply this step; flags of before have no key."""
    op.add_column("flags", sa.Column("key", sa.String(length=36), nullable=True))
    op.create_index("flags_by_key", "flags", ["key"], unique=True)
