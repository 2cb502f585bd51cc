"""Searches without an answer are added up by day, and found by wording, so that the week's page reads few rows."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Apply this step, and add up what is counted so far."""
    op.create_table(
        "unanswered_days",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("searches", sa.Integer(), nullable=False),
    )
    fruitless = sa.text("fruitless > 0")
    op.create_index(
        "search_days_without_an_answer",
        "search_days",
        ["day", "wording", "fruitless"],
        sqlite_where=fruitless,
        postgresql_where=fruitless,
    )
    op.execute(
        "INSERT INTO unanswered_days (day, searches) "
        "SELECT day, SUM(fruitless) FROM search_days WHERE fruitless > 0 GROUP BY day"
    )
