"""
What the tables of the feedback database share; each room has its own, and `feedback_api.schema` all of them.

None has a place for an IP address, a user agent or a cookie of a reader.
What is kept about a reader is what the reader wrote: the words of a rating and, if they left one, an address.
Times are UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, MetaData, TypeDecorator

metadata = MetaData()


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC; SQLite, which knows no time zones, keeps it without one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's interface
        """Turn an aware time into a naive one in UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's interface
        """Say that the time is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)
