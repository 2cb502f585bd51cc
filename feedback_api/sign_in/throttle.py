"""
Guessing passwords is slowed down, the same whether or not the account exists.

Tries are counted in the database, so that every worker knows of all of them: under keyed hashes that are others each
day and tell neither account nor address, for as long as they count.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from feedback_api.sign_in.tables import sign_in_tries
from feedback_api.sources.marks import Marker
from publishing.errors import HelpCentreError
from publishing.translations import noted

WINDOW_MINUTES = 15
WINDOW = timedelta(minutes=WINDOW_MINUTES)
TRIES_HERE = 5
TRIES_OF_AN_ACCOUNT = 50
TRIES_FROM_AN_ADDRESS = 100


class TooManyTriesError(HelpCentreError):
    """Too many tries to sign in."""

    http_status = 429


def count_try(connection: Connection, name: str, address: str, *, now: datetime) -> None:
    """
    Count a try to sign in, before it is known what comes of it.

    Raises:
        TooManyTriesError: too many of one account from one address, of one account from anywhere, or from one address.

    """
    connection.execute(delete(sign_in_tries).where(sign_in_tries.c.tried_at <= now - WINDOW))
    marker = Marker(connection)
    limits = {
        marker.mark(address, "signs in", now=now): TRIES_FROM_AN_ADDRESS,
        marker.mark("", "signs in as", _folded(name), now=now): TRIES_OF_AN_ACCOUNT,
        marker.mark(address, "signs in as", _folded(name), now=now): TRIES_HERE,
    }
    query = (
        select(sign_in_tries.c.mark, func.count())
        .where(sign_in_tries.c.mark.in_(limits))
        .group_by(sign_in_tries.c.mark)
    )
    tried = {row[0]: int(row[1]) for row in connection.execute(query)}
    if any(tried.get(mark, 0) >= most for mark, most in limits.items()):
        raise TooManyTriesError(
            noted("Too many tries to sign in."),
            noted("Wait {minutes} minutes, or ask for a new one-time link."),
            minutes=WINDOW_MINUTES,
        )
    connection.execute(insert(sign_in_tries), [{"mark": mark, "tried_at": now} for mark in limits])


def forgive(connection: Connection, name: str, address: str, *, now: datetime) -> None:
    """Forget the tries of who has signed in at last."""
    mark = Marker(connection).mark(address, "signs in as", _folded(name), now=now)
    connection.execute(delete(sign_in_tries).where(sign_in_tries.c.mark == mark))


def _folded(name: str) -> str:
    return name.strip().lower()
