"""Flags on articles; none has a place for who set it."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from feedback_api.database.metadata import UtcDateTime, metadata
from feedback_api.reply_links.tables import MAX_ANCHOR_CHARS

flags = Table(
    "flags",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(200), nullable=False),
    Column("lang", String(40), nullable=False),
    Column("anchor", String(MAX_ANCHOR_CHARS), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("words", Text),
    Column("flagged_at", UtcDateTime, nullable=False),
    # Made by the page for one press of a button, so that pressing twice is one flag.
    Column("key", String(36)),
    Index("flags_of_an_article", "article_id", "flagged_at"),
    Index("flags_by_key", "key", unique=True),
)
