"""Floods of ratings, and for a day the marks of where ratings came from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

SET_ASIDE = sa.text("flood IS NOT NULL")


def upgrade() -> None:
    """Apply this step."""
    op.add_column("ratings", sa.Column("flood", sa.Integer(), nullable=True))
    op.create_index("ratings_set_aside", "ratings", ["flood"], sqlite_where=SET_ASIDE, postgresql_where=SET_ASIDE)
    op.create_table(
        "floods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("mark", sa.String(length=24), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("put_back_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("floods_of_an_article", "floods", ["article_id"])
    op.create_table(
        "rating_sources",
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("mark", sa.String(length=24), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ratings_of_a_source", "rating_sources", ["mark", "noted_at"])
    op.create_table(
        "source_salts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
