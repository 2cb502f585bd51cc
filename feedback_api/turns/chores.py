"""Chores that one worker of many does, at most once in a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.turns.tables import chores
from feedback_api.turns.waits import is_ahead


def take_chore(connection: Connection, name: str, every: timedelta, *, now: datetime) -> bool:
    """
    Claim the chore *name* for the time *every*, and say whether it is ours now.

    A claim that lies further ahead than *every* was made by a clock that has since stepped back; it counts as past.
    """
    taken_until = _taken_until(connection, name)
    if is_ahead(taken_until, every, now):
        return False
    if taken_until is not None:
        unchanged = (chores.c.name == name, chores.c.taken_until == taken_until)
        return bool(connection.execute(update(chores).where(*unchanged).values(taken_until=now + every)).rowcount)
    try:
        with connection.begin_nested():
            connection.execute(insert(chores).values(name=name, taken_until=now + every))
    except IntegrityError:
        return False  # another process was first
    return True


def is_taken(connection: Connection, name: str, every: timedelta, *, now: datetime) -> bool:
    """Say whether somebody has claimed the chore *name* for now, without claiming it."""
    return is_ahead(_taken_until(connection, name), every, now)


def _taken_until(connection: Connection, name: str) -> datetime | None:
    return connection.execute(select(chores.c.taken_until).where(chores.c.name == name)).scalar()


def begin_chore(connection: Connection, name: str, within: timedelta, *, now: datetime) -> None:
    """Write down by when the chore *name* is to be finished, unless an earlier turn at it is not finished yet."""
    begun = connection.execute(select(chores.c.taken_until).where(chores.c.name == _unfinished(name))).scalar()
    if begun is None or begun > now + within:
        finish_chore(connection, name)
        connection.execute(insert(chores).values(name=_unfinished(name), taken_until=now + within))


def fail_chore(connection: Connection, name: str, *, now: datetime) -> None:
    """Write down that a turn at the chore *name* failed: it is overdue until one is finished."""
    finish_chore(connection, name)
    connection.execute(insert(chores).values(name=_unfinished(name), taken_until=now))


def finish_chore(connection: Connection, name: str) -> None:
    """Write down that the chore *name* is done."""
    connection.execute(delete(chores).where(chores.c.name == _unfinished(name)))


def is_overdue(connection: Connection, name: str, *, now: datetime) -> bool:
    """Say whether the last turn at the chore *name* failed, or none was finished for longer than one may take."""
    due = select(chores.c.taken_until).where(chores.c.name == _unfinished(name), chores.c.taken_until <= now)
    return connection.execute(due).first() is not None


def _unfinished(name: str) -> str:
    return f"unfinished {name}"
