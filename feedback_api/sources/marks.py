"""
How often one source did one thing today, by marks that tell nothing else.

A mark is keyed with the day's salt and deleted within two days (`forget_marks`).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from feedback_api.sources.tables import rating_sources, source_salts

MARK_HEX_DIGITS = 24
KEPT_FOR = timedelta(days=1)
BATCH_ROWS = 400
_SALT = select(source_salts.c.salt).where(source_salts.c.day == bindparam("today"))
_NOTED = (
    select(rating_sources.c.mark, func.count())
    .where(rating_sources.c.mark.in_(bindparam("marks", expanding=True)))
    .group_by(rating_sources.c.mark)
)


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
            self._salts[day] = _salt_of_the_day(self._connection, now)
        return mark_of(source, what, of, day, self._salts[day])


def mark_of(source: str, what: str, of: str, day: date, salt: str) -> str:
    """
    Make a mark that is the same for one *source* that does one thing on one day, and tells nothing else.

    It is keyed by the day's *salt*: once that is gone, nobody can try addresses until one fits, and two articles or two
    days never have the same mark.
    """
    said = f"{source}\x1f{what}\x1f{of}\x1f{day}"
    return hmac.new(bytes.fromhex(salt), said.encode(), hashlib.sha256).hexdigest()[:MARK_HEX_DIGITS]


def times_noted(connection: Connection, marks: Collection[str], *, since: datetime | None = None) -> Counter[str]:
    """Count how often each of *marks* was noted, at all or *since* a time."""
    times: Counter[str] = Counter()
    wanted = sorted(set(marks))
    for start in range(0, len(wanted), BATCH_ROWS):
        query = _NOTED if since is None else _NOTED.where(rating_sources.c.noted_at > since)
        noted = connection.execute(query, {"marks": wanted[start : start + BATCH_ROWS]})
        times.update({mark: int(count) for mark, count in noted})
    return times


def note_marks(connection: Connection, marks: Iterable[tuple[str, datetime]]) -> None:
    """Remember for a day that each of *marks* came once more, and when."""
    rows = [{"key": str(uuid4()), "mark": mark, "noted_at": at} for mark, at in marks]
    if rows:
        connection.execute(insert(rating_sources), rows)


def forget_marks(connection: Connection, *, now: datetime) -> None:
    """Delete marks that are older than a day, and the salts that they were made with."""
    before = now - KEPT_FOR
    connection.execute(delete(rating_sources).where(rating_sources.c.noted_at < before))
    connection.execute(delete(source_salts).where(source_salts.c.day < before.date()))


def _salt_of_the_day(connection: Connection, now: datetime) -> str:
    """Give what marks of sources are keyed with today, made when the first one is needed."""
    today = {"today": now.date()}
    salt = connection.execute(_SALT, today).scalar()
    if salt is None:
        try:
            with connection.begin_nested():
                connection.execute(insert(source_salts).values(day=now.date(), salt=secrets.token_hex(32)))
        except IntegrityError:
            pass  # another process was first, with another salt
        salt = connection.execute(_SALT, today).scalar_one()
    return str(salt)
