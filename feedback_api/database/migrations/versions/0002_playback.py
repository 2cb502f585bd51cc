"""Playback of videos, by the second."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "spoken",
        sa.Column("article_id", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.String(length=64), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "revision", "second"),
    )
    op.create_table(
        "playback_seconds",
        sa.Column("article_id", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("plays", sa.Integer(), nullable=False),
        sa.Column("replays", sa.Integer(), nullable=False),
        sa.Column("landings", sa.Integer(), nullable=False),
        sa.Column("pauses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "revision", "day", "second"),
    )
    op.create_table(
        "plays",
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("article_id", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.String(length=64), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("played", sa.Text(), nullable=False),
        sa.Column("replayed", sa.Text(), nullable=False),
        sa.Column("landed", sa.Text(), nullable=False),
        sa.Column("paused", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    # The catalogue is read again, for what is said in the videos that are known already.
    op.execute("DELETE FROM catalogues")
