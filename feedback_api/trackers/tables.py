"""What is known of trackers: the issues that stand there, and what waits to be sent."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text

from feedback_api.database.metadata import UtcDateTime, metadata
from feedback_api.receivers.tables import MAX_RECEIVER_CHARS

# The issue of each work item, and what it was last told.
tracker_issues = Table(
    "tracker_issues",
    metadata,
    Column("tracker", String(MAX_RECEIVER_CHARS), primary_key=True),
    Column("work_item_id", Integer, primary_key=True),
    Column("reference", String(100), nullable=False),
    Column("url", String(2000)),
    Column("deleted", Boolean, nullable=False),
    Column("sent", JSON, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
)

# The outbox: items of which the tracker is to be told. What it is told is read when it is sent, so nothing goes stale.
tracker_outbox = Table(
    "tracker_outbox",
    metadata,
    Column("tracker", String(MAX_RECEIVER_CHARS), primary_key=True),
    Column("work_item_id", Integer, primary_key=True),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("try_after", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    # When filing was begun of which it is unknown whether the issue stands: it is looked for before it is filed again.
    Column("filing_since", UtcDateTime),
    # When its issue was first not found: it may come back.
    Column("away_since", UtcDateTime),
    Column("problem", Text),
    Column("hint", Text),
)
