"""Causes beyond ratings: searches, addresses that lead nowhere, review dates; notes on items; items that are one."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("articles", sa.Column("review_by", sa.Date(), nullable=True))
    op.add_column("searches", sa.Column("first_article_id", sa.String(length=200), nullable=True))
    op.add_column("searches", sa.Column("source", sa.String(length=10), nullable=False, server_default="reader"))
    op.add_column("work_items", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("searches", sa.Column("cause_id", sa.Integer(), nullable=True))
    op.create_index("searches_of_a_cause", "searches", ["cause_id", "searched_at"])
    op.create_table(
        "search_causes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("article_id", sa.String(length=200), nullable=True),
        sa.Column("answer", sa.String(length=300), nullable=True),
        sa.Column("phase", sa.Integer(), nullable=False),
        sa.Column("answered_since", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_wordings",
        sa.Column("lang", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.String(length=200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("cause_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("lang", "wording"),
    )
    op.create_index("wordings_of_a_cause", "search_wordings", ["cause_id"])
    op.create_table(
        "search_days",
        sa.Column("lang", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("phase", sa.Integer(), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("fruitless", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("lang", "wording", "day", "phase"),
    )
    op.create_table(
        "missing_pages",
        sa.Column("path", sa.String(length=180), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("from_path", sa.String(length=180), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("path", "day", "from_path"),
    )
    op.create_table(
        "work_item_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_item_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("notes_of_an_item", "work_item_notes", ["work_item_id"])
    # The catalogue is read again, so that what it says of reviews is known.
    op.execute("DELETE FROM catalogues")
