"""What is known of receivers, from when only trackers were: the table and its key are named for those."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from feedback_api.database.metadata import UtcDateTime, metadata

MAX_RECEIVER_CHARS = 300

# One row a receiver that was ever used: until when nothing is sent there and why, and how far its requests were read.
receivers = Table(
    "trackers",
    metadata,
    Column("tracker", String(MAX_RECEIVER_CHARS), primary_key=True),
    Column("held_until", UtcDateTime),
    Column("held_by_tracker", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
    Column("hint", Text),
    Column("problem_at", UtcDateTime),
    Column("pulled_at", UtcDateTime),
)
