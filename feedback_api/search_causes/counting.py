"""
Searches counted: by wording and day, a while after they were made, when whoever was to open a hit has opened it.

What search finds for a cause is what it found last for the cause's commonest wording. When that becomes another
article, or the article another text, a new phase begins: only searches since then tell whether people find their answer
now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, exists, func, insert, select, update

from feedback_api.cause_tables import MAX_WORDING_CHARS, search_causes, search_days, search_wordings
from feedback_api.gathering import Wording
from feedback_api.search_causes.placing import place
from feedback_api.search_causes.site_words import site_language
from feedback_api.search_log import folded
from feedback_api.tables import articles, clicks, revisions, searches
from search_service.languages import base_language

RIPE_AFTER = timedelta(minutes=10)
MAX_COUNTED_AT_ONCE = 5000
NOTHING_FOUND = ""


@dataclass(frozen=True)
class RipeSearch:
    """A search that is counted now."""

    search_id: str
    wording: str
    language: str
    searched_at: datetime
    opened: bool
    fruitless: bool
    first_article_id: str | None


def count_searches(connection: Connection, *, now: datetime) -> int:
    """Count the settled searches that are ripe, a few thousand at most, and say how many they were."""
    ripe = _ripe(connection, now)
    by_language: defaultdict[str, list[RipeSearch]] = defaultdict(list)
    for search in ripe:
        by_language[search.language].append(search)
    for language, found in by_language.items():
        times: defaultdict[str, int] = defaultdict(int)
        for search in found:
            times[search.wording] += 1
        placed = place(connection, language, [Wording(*pair) for pair in times.items()], now=now)
        of_cause: defaultdict[int, list[RipeSearch]] = defaultdict(list)
        for search in found:
            of_cause[placed[search.wording]].append(search)
        for cause_id, its_searches in of_cause.items():
            _count(connection, cause_id, its_searches)
    return len(ripe)


def _ripe(connection: Connection, now: datetime) -> list[RipeSearch]:
    opened = exists().where(clicks.c.search_id == searches.c.search_id)
    query = (
        select(searches, opened.label("opened"))
        .where(searches.c.settled.is_(True), searches.c.cause_id.is_(None), searches.c.searched_at <= now - RIPE_AFTER)
        .order_by(searches.c.searched_at)
        .limit(MAX_COUNTED_AT_ONCE)
    )
    usual = site_language(connection)
    return [
        RipeSearch(
            row.search_id,
            folded(row.query)[:MAX_WORDING_CHARS],
            base_language(row.lang) if row.lang else usual,
            row.searched_at,
            bool(row.opened),
            row.total == 0,
            row.first_article_id,
        )
        for row in connection.execute(query)
    ]


def _count(connection: Connection, cause_id: int, found: Sequence[RipeSearch]) -> None:
    """Add the searches of one cause, in order of time, to the phase that they belong to."""
    before = connection.execute(select(search_causes).where(search_causes.c.id == cause_id)).one()
    phase, since = before.phase, before.answered_since
    change = _change_of_answer(connection, cause_id, before.answer, found)
    if change:
        answer, at = change
        if before.answer is not None:
            phase, since = phase + 1, at
        values = {"answer": answer, "phase": phase, "answered_since": since}
        connection.execute(update(search_causes).where(search_causes.c.id == cause_id).values(values))
    for search in found:
        late = since is None or search.searched_at >= since
        _add(connection, search, phase if late else before.phase)
    ids = [search.search_id for search in found]
    connection.execute(update(searches).where(searches.c.search_id.in_(ids)).values(cause_id=cause_id))


def _change_of_answer(
    connection: Connection, cause_id: int, before: str | None, found: Sequence[RipeSearch]
) -> tuple[str, datetime] | None:
    """Give what search finds now for the commonest wording, and since when, if that has changed."""
    wording = commonest_wording(connection, cause_id)
    telling = [search for search in found if wording in (None, search.wording)]
    if not telling:
        return None
    last = telling[-1].first_article_id
    answer = _answer(connection, last)
    if answer == before:
        return None
    since = telling[-1].searched_at
    for search in reversed(telling):
        if search.first_article_id != last:
            break
        since = search.searched_at
    return answer, since


def commonest_wording(connection: Connection, cause_id: int) -> str | None:
    """Give the wording of a cause that was searched most; None before any was counted."""
    its_own = and_(search_days.c.lang == search_wordings.c.lang, search_days.c.wording == search_wordings.c.wording)
    query = (
        select(search_wordings.c.wording)
        .join(search_days, its_own)
        .where(search_wordings.c.cause_id == cause_id)
        .group_by(search_wordings.c.wording)
        .order_by(func.sum(search_days.c.searches).desc(), search_wordings.c.wording)
        .limit(1)
    )
    return connection.execute(query).scalar()


def _answer(connection: Connection, article_id: str | None) -> str:
    """Name what was found: an article and the text that its present evidence began with."""
    if article_id is None:
        return NOTHING_FOUND
    current = and_(revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision)
    query = select(revisions.c.lineage).select_from(articles.join(revisions, current))
    lineage = connection.execute(query.where(articles.c.id == article_id).limit(1)).scalar()
    return f"{article_id} {lineage or ''}".strip()


def _add(connection: Connection, search: RipeSearch, phase: int) -> None:
    day = search.searched_at.date()
    key = {"lang": search.language, "wording": search.wording, "day": day, "phase": phase}
    same = [search_days.c[name] == value for name, value in key.items()]
    more = {
        "searches": search_days.c.searches + 1,
        "opened": search_days.c.opened + int(search.opened),
        "fruitless": search_days.c.fruitless + int(search.fruitless),
    }
    if not connection.execute(update(search_days).where(*same).values(more)).rowcount:
        first = {"searches": 1, "opened": int(search.opened), "fruitless": int(search.fruitless)}
        connection.execute(insert(search_days).values(**key, **first))
