"""Wordings that are searched for the first time, put to the causes that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, tuple_

from feedback_api.search_causes.asked_words import Speller
from feedback_api.search_causes.gathering import Gathering, Wording, in_order, said_in
from feedback_api.search_causes.site_words import remember_site_words, site_synonyms, site_words
from feedback_api.search_causes.slips import SaidWords
from feedback_api.search_causes.tables import MAX_WORDING_CHARS, search_causes, search_wordings
from feedback_api.searches.log import folded
from feedback_api.searches.tables import FROM_AGENTS, searches

BATCH_ROWS = 400

Placed = dict[str, int]
"""The cause of each folded wording, of one language."""


def place(connection: Connection, language: str, wordings: Sequence[Wording], *, now: datetime) -> Placed:
    """
    Give the cause of each of *wordings*; those that are new are placed, and what is like no other begins a cause.

    Wordings whose cause is no longer there are new again.
    """
    there = search_wordings.c.cause_id.in_(select(search_causes.c.id))
    connection.execute(delete(search_wordings).where(search_wordings.c.lang == language, ~there))
    placed = _known(connection, language, wordings)
    new = [wording for wording in wordings if wording.text not in placed]
    if not new:
        return placed
    remember_site_words(connection, language)
    said = said_in(new, site_words(connection, language), language)
    speller = Speller(language, said.times, site_synonyms(connection, language))
    gathering = _gathering(connection, language, speller, said)
    rows = []
    for wording in in_order(new):
        about = speller.about(wording.text, passed_on=wording.passed_on)
        cause = gathering.nearest(wording.text, about, passed_on=wording.passed_on)
        if cause is None:
            cause = begin_cause(connection, language, now=now)
        gathering.add(cause, wording.text, about, passed_on=wording.passed_on)
        placed[wording.text] = cause
        stems = " ".join(sorted(about))
        rows.append({"lang": language, "wording": wording.text, "about": stems, "cause_id": cause})
    connection.execute(insert(search_wordings), rows)
    return placed


def wording_of(query: str) -> str:
    """Bring a search to the form in which it is counted."""
    return folded(query)[:MAX_WORDING_CHARS]


def begin_cause(connection: Connection, language: str, *, now: datetime) -> int:
    """Make a cause without wordings, and give its number."""
    made = connection.execute(insert(search_causes).values(lang=language, made_at=now, phase=0)).inserted_primary_key
    assert made is not None
    return int(made[0])


def _known(connection: Connection, language: str, wordings: Sequence[Wording]) -> Placed:
    found: Placed = {}
    texts = [wording.text for wording in wordings]
    for start in range(0, len(texts), BATCH_ROWS):
        keys = [(language, text) for text in texts[start : start + BATCH_ROWS]]
        query = select(search_wordings.c.wording, search_wordings.c.cause_id).where(
            tuple_(search_wordings.c.lang, search_wordings.c.wording).in_(keys)
        )
        found.update((row.wording, row.cause_id) for row in connection.execute(query))
    return found


def _gathering(connection: Connection, language: str, speller: Speller, said: SaidWords) -> Gathering:
    gathering = Gathering(speller, said)
    agents = select(searches.c.query).where(searches.c.source == FROM_AGENTS).distinct()
    passed_on = {wording_of(asked) for asked in connection.execute(agents).scalars()}
    query = select(search_wordings).where(search_wordings.c.lang == language)
    for row in connection.execute(query.order_by(search_wordings.c.cause_id, search_wordings.c.wording)):
        about = frozenset(row.about.split())
        gathering.add(row.cause_id, row.wording, about, passed_on=row.wording in passed_on)
    return gathering
