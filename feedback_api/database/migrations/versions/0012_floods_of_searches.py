"""Floods of searches and of visits to addresses that lead nowhere are set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

SET_ASIDE = sa.text("flood IS NOT NULL")
WITH_MARK = sa.text("mark IS NOT NULL")


def upgrade() -> None:
    """Apply this step."""
    op.add_column("searches", sa.Column("mark", sa.String(length=24), nullable=True))
    op.add_column("searches", sa.Column("flood", sa.String(length=20), nullable=True))
    for name, column, some in (
        ("searches_set_aside", "cause_id", SET_ASIDE),
        ("searches_with_a_mark", "searched_at", WITH_MARK),
    ):
        op.create_index(name, "searches", [column], sqlite_where=some, postgresql_where=some)
    op.add_column("missing_pages", sa.Column("set_aside", sa.Integer(), nullable=False, server_default="0"))
