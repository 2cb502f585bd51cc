"""
How often one source did one thing today, by marks that tell nothing else.

A mark is keyed with the day's salt and deleted within two days (`feedback_api.ratings.flood_store.forget_sources`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select

from feedback_api.ratings.flood_store import salt_of_the_day
from feedback_api.ratings.floods import mark_of
from feedback_api.ratings.tables import rating_sources

BATCH_ROWS = 400


class Marker:
    """Makes marks; reads the salt of each day once."""

    def __init__(self, connection: Connection) -> None:
        """Take salts from where *connection* leads."""
        self._connection = connection
        self._salts: dict[date, str] = {}

    def mark(self, source: str, what: str, of: str = "", *, now: datetime) -> str:
        """Make the mark of a *source* that does *what* with the thing *of*, on the day of *now*."""
        day = now.date()
        if day not in self._salts:
            self._salts[day] = salt_of_the_day(self._connection, now)
        return mark_of(source, what, of, day, self._salts[day])


def times_noted(connection: Connection, marks: Collection[str]) -> Counter[str]:
    """Count how often each of *marks* was noted."""
    times: Counter[str] = Counter()
    wanted = sorted(set(marks))
    for start in range(0, len(wanted), BATCH_ROWS):
        same = rating_sources.c.mark.in_(wanted[start : start + BATCH_ROWS])
        query = select(rating_sources.c.mark, func.count()).where(same).group_by(rating_sources.c.mark)
        times.update({mark: int(count) for mark, count in connection.execute(query)})
    return times


def note_marks(connection: Connection, marks: Iterable[tuple[str, datetime]]) -> None:
    """Remember for a day that each of *marks* came once more, and when."""
    rows = [{"key": str(uuid4()), "mark": mark, "noted_at": at} for mark, at in marks]
    if rows:
        connection.execute(insert(rating_sources), rows)
