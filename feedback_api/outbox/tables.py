"""The outbox of messages: what waits, what was tried, and that it was delivered."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text, and_

from feedback_api.database.metadata import UtcDateTime, metadata

# A message is kept whole until it is delivered, and without its content for a while afterwards, so that it is not
# written twice under one key.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("target", String(10), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("content", JSON(none_as_null=True)),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("try_after", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    # Set while it is handed over; what is found so afterwards was perhaps taken, and is perhaps delivered twice.
    Column("sending_since", UtcDateTime),
    Column("perhaps_twice", Integer, nullable=False),
    # Since when the server does not take this very message yet.
    Column("put_off_since", UtcDateTime),
    # Nothing is tried again until a person says so.
    Column("refused", Boolean, nullable=False),
    Column("problem", Text),
    Column("hint", Text),
    Column("delivered_at", UtcDateTime),
)
UNDELIVERED = outbox.c.delivered_at.is_(None)
WAITING = and_(UNDELIVERED, outbox.c.content.is_not(None))
GIVEN_UP = and_(UNDELIVERED, outbox.c.content.is_(None))
"""To addresses that were refused, or took nothing for days, and are forgotten with all that was to be sent."""
Index("outbox_waiting", outbox.c.target, outbox.c.try_after, sqlite_where=UNDELIVERED, postgresql_where=UNDELIVERED)
Index("outbox_by_time", outbox.c.delivered_at)
