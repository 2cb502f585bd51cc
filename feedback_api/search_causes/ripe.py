"""Searches that are old enough to be counted: whoever was to open a hit has opened it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select

from feedback_api.search_causes.gathering import Wording
from feedback_api.search_causes.placing import wording_of
from feedback_api.search_causes.site_words import site_language
from feedback_api.searches.tables import FROM_AGENTS, PUT_BACK, clicks, searches
from search_service.words.languages import base_language

RIPE_AFTER = timedelta(minutes=10)
MOST_AT_ONCE = 5_000


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
    mark: str | None
    put_back: bool
    passed_on: bool
    place: int | None


def ripe_searches(connection: Connection, now: datetime) -> list[RipeSearch]:
    """List what waits to be counted and is ripe *now*, in order of time, ``MOST_AT_ONCE`` searches at most."""
    opened = exists().where(clicks.c.search_id == searches.c.search_id)
    query = (
        select(searches, opened.label("opened"))
        .where(searches.c.settled.is_(True), searches.c.cause_id.is_(None), searches.c.searched_at <= now - RIPE_AFTER)
        .order_by(searches.c.searched_at)
        .limit(MOST_AT_ONCE)
    )
    usual = site_language(connection)
    return [
        RipeSearch(
            row.search_id,
            wording_of(row.query),
            base_language(row.lang) if row.lang else usual,
            row.searched_at,
            bool(row.opened),
            row.total == 0,
            row.first_article_id,
            row.mark,
            row.flood == PUT_BACK,
            row.source == FROM_AGENTS,
            row.place,
        )
        for row in connection.execute(query)
    ]


def wordings_of(ripe: Sequence[RipeSearch]) -> dict[str, list[Wording]]:
    """Give the wordings of each language, and how many used them."""
    times = Counter((search.language, search.wording) for search in ripe)
    passed_on = {(search.language, search.wording) for search in ripe if search.passed_on}
    found: defaultdict[str, list[Wording]] = defaultdict(list)
    for (language, text), count in times.items():
        found[language].append(Wording(text, count, passed_on=(language, text) in passed_on))
    return found
