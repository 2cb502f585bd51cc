"""The table by which the workers share their chores."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from feedback_api.database.metadata import UtcDateTime, metadata

# Chores that one worker of many does; the row says until when it is taken.
chores = Table(
    "chores",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("taken_until", UtcDateTime, nullable=False),
)
