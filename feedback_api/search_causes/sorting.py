"""Causes as people put them right: what was gathered wrongly is taken apart, what is the same is put together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from feedback_api.search_causes.placing import begin_cause, wording_of
from feedback_api.search_causes.tables import search_causes, search_days, search_wordings
from feedback_api.searches.tables import searches
from publishing.errors import HelpCentreError
from publishing.translations import noted


class CannotSplitError(HelpCentreError):
    """A cause cannot be taken apart like this."""

    http_status = 422


class CauseGoneError(HelpCentreError):
    """The cause of an item is no longer there."""

    http_status = 409


def merge_causes(connection: Connection, one: int, into: int) -> None:
    """
    Put every wording of *one* to *into*, also those that will be gathered around them later.

    Raises:
        CauseGoneError: one of them is no longer there.

    """
    _move(connection, _wordings(connection, one), one, into)
    connection.execute(delete(search_causes).where(search_causes.c.id == one))


def split_cause(connection: Connection, cause_id: int, wordings: Collection[str], *, now: datetime) -> int:
    """
    Begin a cause of its own with *wordings*, and give its number.

    Raises:
        CannotSplitError: none of the cause's wordings, or all of them, were named.
        CauseGoneError: it is no longer there.

    """
    known = _wordings(connection, cause_id)
    chosen = known & set(wordings)
    if not chosen or chosen == known:
        raise CannotSplitError(
            noted("Neither none nor all of the wordings can be another question."),
            noted("Choose those that ask something else."),
        )
    other = begin_cause(connection, _present(connection, cause_id).lang, now=now)
    _move(connection, chosen, cause_id, other)
    return other


def say_answer(connection: Connection, cause_id: int, article_id: str | None) -> None:
    """Keep that a person named the article which answers a cause."""
    connection.execute(update(search_causes).where(search_causes.c.id == cause_id).values(article_id=article_id))


def forget_search(connection: Connection, search_id: str) -> None:
    """Delete a search, and its wording with it unless somebody else searched in the same words."""
    row = connection.execute(select(searches).where(searches.c.search_id == search_id)).one_or_none()
    connection.execute(delete(searches).where(searches.c.search_id == search_id))
    if row is None or row.cause_id is None:
        return
    wording = wording_of(row.query)
    others = connection.execute(select(searches.c.query).where(searches.c.cause_id == row.cause_id)).scalars()
    if wording in {wording_of(query) for query in others}:
        return
    same = (search_wordings.c.cause_id == row.cause_id, search_wordings.c.wording == wording)
    for lang in connection.execute(select(search_wordings.c.lang).where(*same)).scalars().all():
        connection.execute(delete(search_days).where(search_days.c.lang == lang, search_days.c.wording == wording))
    connection.execute(delete(search_wordings).where(*same))


def _wordings(connection: Connection, cause_id: int) -> set[str]:
    query = select(search_wordings.c.wording).where(search_wordings.c.cause_id == cause_id)
    return set(connection.execute(query).scalars())


def _move(connection: Connection, wordings: Collection[str], source: int, target: int) -> None:
    """
    Move wordings, in every language in which they are searched for, with their counts.

    Those of one cause's present phase go to the present phase of the other.
    """
    phase, wanted = _present(connection, source).phase, _present(connection, target).phase
    its_own = select(search_wordings.c.lang, search_wordings.c.wording).where(search_wordings.c.cause_id == source)
    for lang, wording in connection.execute(its_own).all():
        if wording not in wordings:
            continue
        here = (search_wordings.c.lang == lang, search_wordings.c.wording == wording)
        connection.execute(update(search_wordings).where(*here).values(cause_id=target))
        days = (search_days.c.lang == lang, search_days.c.wording == wording)
        connection.execute(delete(search_days).where(*days, search_days.c.phase != phase))
        connection.execute(update(search_days).where(*days).values(phase=wanted))
    query = select(searches.c.search_id, searches.c.query).where(searches.c.cause_id == source)
    moved = [row.search_id for row in connection.execute(query) if wording_of(row.query) in wordings]
    for search_id in moved:
        connection.execute(update(searches).where(searches.c.search_id == search_id).values(cause_id=target))


def _present(connection: Connection, cause_id: int) -> Row[Any]:
    row = connection.execute(select(search_causes).where(search_causes.c.id == cause_id)).one_or_none()
    if row is None:
        raise CauseGoneError(
            noted("What this work item is about is no longer there."), noted("Load the list again, then decide.")
        )
    return row
