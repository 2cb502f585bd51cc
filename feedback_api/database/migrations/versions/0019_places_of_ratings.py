"""What one source adds to a text is bounded for as long as its ratings count."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Apply this step; of ratings of before it is not known whether their source had rated before."""
    op.add_column("ratings", sa.Column("again", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("rating_days", sa.Column("again", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "rating_places",
        sa.Column("article_id", sa.String(length=200), primary_key=True),
        sa.Column("lineage", sa.String(length=64), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
    )
    op.create_index("rating_places_by_day", "rating_places", ["last_day"])
