"""
How many questions one source may send, and how many copies one address gets: nobody can mail others through us.

Sources are told apart by the marks that ratings have too, keyed with the day's salt and deleted after a day. Those that
cannot be told apart, of this machine or behind a proxy that is not declared, share a wider limit.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from feedback_api.sources.marks import Marker, note_marks, times_noted
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
    mark = Marker(connection).mark(source or ANYBODY, FORM, now=now)
    if allowed and times_noted(connection, [mark], since=now - WINDOW)[mark] >= allowed:
        raise TooManyQuestionsError(
            said("Too many questions came from your connection within an hour, so this one was not taken.", lang),
            said("Your words are still in the form: send them again in an hour.", lang),
        )
    note_marks(connection, [(mark, now)])


def may_have_copy(connection: Connection, email: str, *, now: datetime) -> bool:
    """Say whether one more copy may go to *email* today, and count it."""
    mark = Marker(connection).mark(email.lower(), COPY, now=now)
    if times_noted(connection, [mark])[mark] >= COPIES_A_DAY:
        return False
    note_marks(connection, [(mark, now)])
    return True
