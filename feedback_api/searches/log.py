"""
What people search for, kept without slowing them down.

Of a search the words, the language, the number of hits and the time are kept, under an id made for that search alone;
nothing tells who searched. Until it is counted, minutes later, a keyed hash that is another each day tells which came
from one place, so that one source cannot pass for many; after that nothing tells which searches came from one person.
While people type, every unfinished word is a search of its own; those are folded into the last of them.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Connection, delete, exists, insert, select, update

from feedback_api.database.connections import Database, DatabaseUnavailableError
from feedback_api.personal.wording import clean
from feedback_api.personal.words import without_personal_words
from feedback_api.searches.tables import clicks, searches
from feedback_api.sources.marks import Marker
from feedback_api.sources.place_store import key_of_places
from feedback_api.sources.places import place_of

EXTENSION = "help-centre-search-log"
MAX_QUERY_CHARS = 200
MAX_WAITING = 10_000
TYPING_PAUSE = timedelta(seconds=30)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Search:
    """One answered search; ``partial`` when its last word may be unfinished, ``first_article_id`` is its best hit."""

    search_id: str
    query: str
    lang: str | None
    total: int
    partial: bool
    searched_at: datetime
    first_article_id: str | None = None
    came_from: str | None = None
    """Whom the network address stands for; it is not written down."""


class SearchLog:
    """Searches wait in memory until `flush`, so that searching never waits for the database."""

    def __init__(self, database: Database) -> None:
        """Keep searches in *database*; when it stays away, the oldest of ``MAX_WAITING`` searches are let go."""
        self._database = database
        self._waiting: deque[Search] = deque(maxlen=MAX_WAITING)
        self._flushing = threading.Lock()
        self._noted = threading.Event()

    def note(self, search: Search) -> None:
        """Remember *search* until the next `flush`; an empty query is no search."""
        if clean(search.query):
            self._waiting.append(search)
            self._noted.set()

    def wait(self, timeout_seconds: float) -> bool:
        """Wait for the next search, at most that long, and say whether there was one."""
        noted = self._noted.wait(timeout_seconds)
        self._noted.clear()
        return noted

    def wake(self) -> None:
        """End the `wait` of just now, as a search would."""
        self._noted.set()

    def flush(self) -> int:
        """
        Write what waits, and say how many searches that were; without the database they go on waiting.

        Safe to call from several threads.
        """
        with self._flushing:
            batch = [self._waiting.popleft() for _ in range(len(self._waiting))]
            if not batch:
                return 0
            texts = [without_personal_words(clean(search.query))[:MAX_QUERY_CHARS] for search in batch]
            try:
                with self._database.writing() as connection:
                    marker = Marker(connection)
                    key = key_of_places(connection)
                    rows = [_row(*one, marker, key) for one in zip(batch, texts, strict=True)]
                    connection.execute(insert(searches), rows)
            except DatabaseUnavailableError:
                self._waiting.extendleft(reversed(batch))
                logger.warning("%s searches wait for the feedback database.", len(batch))
                return 0
            return len(batch)


def current_search_log() -> SearchLog:
    """Give the log of the service that answers the current request."""
    log: SearchLog = current_app.extensions[EXTENSION]
    return log


def settle(database: Database, *, now: datetime) -> int:
    """
    Fold what people typed on the way to their words, and say how many searches were dropped.

    Looks at searches older than two pauses, so that every later keystroke has arrived. Each transaction that writes
    takes a few of them, so that nobody waits long for it.
    """
    settled_before = now - 2 * TYPING_PAUSE
    with database.reading() as connection:
        pending, clicked = _pending(connection)
    dropped = unfinished(pending, clicked)
    due = [search.search_id for search in pending if search.searched_at < settled_before]
    gone = 0
    for batch in _batches([search_id for search_id in due if search_id in dropped]):
        with database.writing() as connection:
            # What was opened a moment ago stays, and is settled next time.
            opened = exists().where(clicks.c.search_id == searches.c.search_id)
            gone += connection.execute(delete(searches).where(searches.c.search_id.in_(batch), ~opened)).rowcount
    for batch in _batches([search_id for search_id in due if search_id not in dropped]):
        with database.writing() as connection:
            connection.execute(update(searches).where(searches.c.search_id.in_(batch)).values(settled=True))
    return gone


def _pending(connection: Connection) -> tuple[list[Search], set[str]]:
    """Give the searches that are not settled, in order of time, and the ids of those after which a hit was opened."""
    fresh = select(searches).where(searches.c.settled.is_(False)).order_by(searches.c.searched_at)
    pending = [_search(row._asdict()) for row in connection.execute(fresh)]
    joined = searches.join(clicks, clicks.c.search_id == searches.c.search_id)
    opened = select(clicks.c.search_id).select_from(joined).where(searches.c.settled.is_(False))
    return pending, set(connection.execute(opened).scalars())


def unfinished(log: Sequence[Search], clicked: Collection[str]) -> set[str]:
    """
    Name the searches of *log* (in order of time) that were only typed on the way to another one.

    That is a partial search without a click whose words a search in the same language carries on within
    ``TYPING_PAUSE``, or which is cut back from one before it while somebody deletes.
    """
    dropped = _on_the_way(list(reversed(log)), least_more_chars=0) | _on_the_way(log, least_more_chars=1)
    return {search.search_id for search in log if search.partial and search.search_id in dropped} - set(clicked)


def _on_the_way(log: Sequence[Search], *, least_more_chars: int) -> set[str]:
    """
    Name the searches whose words begin those of one that stands before them in *log*, less than a pause away.

    The other one is longer by *least_more_chars* or more: of two that are the same, only the earlier is on the way.
    """
    dropped: set[str] = set()
    begun: dict[tuple[str | None, str], datetime] = {}
    for search in log:
        words = folded(search.query)
        other = begun.get((search.lang, words))
        if other is not None and abs(other - search.searched_at) <= TYPING_PAUSE:
            dropped.add(search.search_id)
        for length in range(1, len(words) + 1 - least_more_chars):
            begun[search.lang, words[:length]] = search.searched_at
    return dropped


def folded(query: str) -> str:
    """Bring a query to the form in which two are the same: one space between words, no case."""
    return " ".join(query.split()).casefold()


def _row(search: Search, query: str, marker: Marker, key_of_places: str) -> dict[str, object]:
    row = asdict(search)
    came_from = row.pop("came_from")
    mark = marker.mark(came_from, "searches", now=search.searched_at) if came_from else None
    place = place_of(came_from, "searches", key_of_places) if came_from else None
    return {**row, "query": query, "settled": False, "mark": mark, "place": place}


def _search(row: dict[str, Any]) -> Search:
    return Search(**{field.name: row[field.name] for field in fields(Search) if field.name in row})


def _batches(ids: list[str]) -> list[list[str]]:
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]
