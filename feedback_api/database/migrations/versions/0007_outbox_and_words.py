"""Messages on their way out, questions to a person, the word that it is fixed, and counts for the week's page."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WAITING = sa.text("delivered_at IS NULL")
UNANSWERED = sa.text("total = 0")
WITH_ADDRESS = sa.text("email IS NOT NULL")
ADD_UP = """
INSERT INTO rating_totals (day, helpful, unhelpful)
SELECT day, SUM(helpful), SUM(unhelpful) FROM rating_days GROUP BY day
"""


def upgrade() -> None:
    """Apply this step."""
    _outbox()
    _questions()
    _notices()
    op.create_table(
        "rating_totals",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("unhelpful", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    op.execute(ADD_UP)
    op.create_index("rating_days_by_day", "rating_days", ["day", "unhelpful"])
    op.create_index("events_by_time", "work_item_events", ["at"])
    op.create_index(
        "searches_without_an_answer",
        "searches",
        ["searched_at"],
        sqlite_where=UNANSWERED,
        postgresql_where=UNANSWERED,
    )
    op.create_index(
        "ratings_waiting_for_a_word",
        "ratings",
        ["article_id", "revision", "rated_at"],
        sqlite_where=WITH_ADDRESS,
        postgresql_where=WITH_ADDRESS,
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("target", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("try_after", sa.DateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sending_since", sa.DateTime(), nullable=True),
        sa.Column("perhaps_twice", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("hint", sa.Text(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("outbox_waiting", "outbox", ["target", "try_after"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index("outbox_by_time", "outbox", ["delivered_at"])


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("receipt", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("lang", sa.String(length=40), nullable=True),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("article_id", sa.String(length=200), nullable=True),
        sa.Column("revision", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("receipt"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("questions_by_time", "questions", ["asked_at"])
    op.create_index("questions_after_an_article", "questions", ["article_id", "asked_at"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.String(length=64), nullable=False),
        sa.Column("rating_key", sa.String(length=36), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("helpful", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("rating_key"),
    )
    op.create_index("notices_of_an_article", "notices", ["article_id", "revision"])
    op.create_table(
        "signing_keys",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
