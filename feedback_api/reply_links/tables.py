"""What became of links in replies: counts a day, and no place for who made or followed one."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table

from feedback_api.database.metadata import metadata

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
