"""Who was told that an article is repaired, without saying who, and what they answered."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from feedback_api.database.metadata import UtcDateTime, metadata

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(200), nullable=False),
    Column("lang", String(40), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("rating_key", String(36), nullable=False, unique=True),
    Column("told_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("helpful", Boolean),
    Index("notices_of_an_article", "article_id", "revision"),
)
