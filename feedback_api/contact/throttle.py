"""
How many questions one source may send, and how many copies one address gets: nobody can mail others through us.

Sources are told apart by the marks that ratings have too, keyed with the day's salt and deleted after a day. Those that
cannot be told apart, of this machine or behind a proxy that is not declared, share a wider limit.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select

from feedback_api.ratings.flood_store import salt_of_the_day
from feedback_api.ratings.floods import mark_of
from feedback_api.ratings.tables import rating_sources
from publishing.errors import HelpCentreError
from publishing.translations import said

WINDOW = timedelta(hours=1)
COPIES_A_DAY = 3
SHARED_FACTOR = 12
ANYBODY = "anybody"
FORM, COPY = "contact form", "copy of a question"


class TooManyQuestionsError(HelpCentreError):
    """One source has sent as many questions as it may within an hour."""

    http_status = 429


def let_in(connection: Connection, source: str | None, limit: int, lang: str, *, now: datetime) -> None:
    """
    Count a question of *source*; 0 is no limit.

    Raises:
        TooManyQuestionsError: it has sent too many; said in *lang*.

    """
    allowed = limit if source else limit * SHARED_FACTOR
    mark = _mark(connection, source or ANYBODY, FORM, now)
    recent = (rating_sources.c.mark == mark, rating_sources.c.noted_at > now - WINDOW)
    sent = connection.execute(select(func.count()).select_from(rating_sources).where(*recent)).scalar_one()
    if allowed and sent >= allowed:
        raise TooManyQuestionsError(
            said("Too many questions came from your connection within an hour, so this one was not taken.", lang),
            said("Your words are still in the form: send them again in an hour.", lang),
        )
    _note(connection, mark, now)


def may_have_copy(connection: Connection, email: str, *, now: datetime) -> bool:
    """Say whether one more copy may go to *email* today, and count it."""
    mark = _mark(connection, email.lower(), COPY, now)
    had = connection.execute(select(func.count()).select_from(rating_sources).where(rating_sources.c.mark == mark))
    if had.scalar_one() >= COPIES_A_DAY:
        return False
    _note(connection, mark, now)
    return True


def _mark(connection: Connection, who: str, what: str, now: datetime) -> str:
    return mark_of(who, what, "", now.date(), salt_of_the_day(connection, now))


def _note(connection: Connection, mark: str, now: datetime) -> None:
    connection.execute(insert(rating_sources).values(key=str(uuid4()), mark=mark, noted_at=now))
