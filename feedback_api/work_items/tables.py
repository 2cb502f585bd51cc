"""Tables of work items, of what became of them, and of what people write down about them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Index, Integer, String, Table, Text, UniqueConstraint

from feedback_api.database.metadata import UtcDateTime, metadata

work_items = Table(
    "work_items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("article_id", String(200), nullable=False),
    Column("lang", String(40), nullable=False),
    # Kind and article while the item is at work, empty afterwards: one cause has at most one item at work.
    Column("cause", String(300)),
    Column("state", String(10), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("reason", Text),
    Column("evidence", JSON, nullable=False),
    Column("unhelped_a_week", Float, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    # The item that this one turned out to be the same as.
    Column("merged_into", Integer),
    UniqueConstraint("cause", name="one_item_a_cause"),
)

work_item_events = Table(
    "work_item_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work_item_id", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("reason", Text),
    Column("evidence", JSON, nullable=False),
    Index("events_of_an_item", "work_item_id"),
    Index("events_by_time", "at"),
)

# What people wrote down about an item; nothing says who.
work_item_notes = Table(
    "work_item_notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work_item_id", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("words", Text, nullable=False),
    Index("notes_of_an_item", "work_item_id"),
)
