"""
What became of links in replies, and flags on articles.

Neither has a place for who made it: links are counts a day, and a flag is what it says.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from feedback_api.tables import UtcDateTime, metadata

MAX_ANCHOR_CHARS = 200

# How often a section was linked in replies on a day, opened by readers who came by such a link, come back to by them,
# asked after, and rated.
link_days = Table(
    "link_days",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("lang", String(40), primary_key=True),
    Column("anchor", String(MAX_ANCHOR_CHARS), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("linked", Integer, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("came_back", Integer, nullable=False),
    Column("asked_again", Integer, nullable=False, server_default="0"),
    Column("helped", Integer, nullable=False, server_default="0"),
    Column("unhelped", Integer, nullable=False, server_default="0"),
)

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
