"""
Wordings that are searched for the first time, put to the causes that they belong to.

Where they belong is worked out from what can be read, for all of them at once: that takes seconds on a large site. What
is then written takes a moment for a few of them, so that readers who rate need not wait for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, tuple_

from feedback_api.search_causes.asked_words import Speller
from feedback_api.search_causes.gathering import Gathering, Wording, in_order, said_in
from feedback_api.search_causes.site_words import site_synonyms, site_words
from feedback_api.search_causes.slips import SaidWords
from feedback_api.search_causes.tables import MAX_WORDING_CHARS, search_causes, search_wordings
from feedback_api.searches.log import folded
from feedback_api.searches.tables import FROM_AGENTS, searches

BATCH_ROWS = 400

Placed = dict[str, int]
"""The cause of each folded wording, of one language."""


@dataclass(frozen=True)
class NewWording:
    """A wording that was never searched for: its stems, and the number of its cause."""

    about: str
    cause: int


@dataclass(frozen=True)
class Placing:
    """
    Where the new wordings of a language belong.

    Causes from number ``begins_at`` on are yet to be made; ``made`` has their true numbers as soon as they are.
    """

    language: str
    new: Mapping[str, NewWording] = field(default_factory=dict)
    begins_at: int = 0
    made: dict[int, int] = field(default_factory=dict)


def find_places(connection: Connection, language: str, wordings: Sequence[Wording]) -> Placing:
    """Work out where those of *wordings* belong that are new; what is like no other begins a cause."""
    placed = _known(connection, language, [wording.text for wording in wordings])
    new = [wording for wording in wordings if wording.text not in placed]
    if not new:
        return Placing(language)
    said = said_in(new, site_words(connection, language), language)
    speller = Speller(language, said.times, site_synonyms(connection, language))
    gathering = _gathering(connection, language, speller, said)
    begins_at = next_number = 1 + (connection.execute(select(func.max(search_causes.c.id))).scalar() or 0)
    found: dict[str, NewWording] = {}
    for wording in in_order(new):
        about = speller.about(wording.text, passed_on=wording.passed_on)
        cause = gathering.nearest(wording.text, about, passed_on=wording.passed_on)
        if cause is None:
            cause, next_number = next_number, next_number + 1
        gathering.add(cause, wording.text, about, passed_on=wording.passed_on)
        found[wording.text] = NewWording(" ".join(sorted(about)), cause)
    return Placing(language, found, begins_at)


def place(connection: Connection, placing: Placing, wordings: Collection[str], *, now: datetime) -> Placed:
    """
    Write down where *wordings* belong, some of those that *placing* is about, and give the cause of each.

    What was placed meanwhile stays where it is; what was to go to a cause that is gone is left for next time.
    """
    placed = _known(connection, placing.language, wordings)
    new = {text: placing.new[text] for text in wordings if text in placing.new and text not in placed}
    for one in new.values():
        if one.cause >= placing.begins_at and one.cause not in placing.made:
            placing.made[one.cause] = begin_cause(connection, placing.language, now=now)
    causes = {text: placing.made.get(one.cause, one.cause) for text, one in new.items()}
    there = select(search_causes.c.id).where(search_causes.c.id.in_(set(causes.values())))
    still_there = set(connection.execute(there).scalars())
    lasting = {text: cause for text, cause in causes.items() if cause in still_there}
    rows = [{"wording": text, "about": new[text].about, "cause_id": cause} for text, cause in lasting.items()]
    if rows:
        connection.execute(insert(search_wordings), [{"lang": placing.language, **row} for row in rows])
    return placed | lasting


def forget_lost_wordings(connection: Connection) -> None:
    """Forget wordings whose cause is no longer there: when they are searched for again, they are new again."""
    there = search_wordings.c.cause_id.in_(select(search_causes.c.id))
    connection.execute(delete(search_wordings).where(~there))


def wording_of(query: str) -> str:
    """Bring a search to the form in which it is counted."""
    return folded(query)[:MAX_WORDING_CHARS]


def begin_cause(connection: Connection, language: str, *, now: datetime) -> int:
    """Make a cause without wordings, and give its number."""
    made = connection.execute(insert(search_causes).values(lang=language, made_at=now, phase=0)).inserted_primary_key
    assert made is not None
    return int(made[0])


def _known(connection: Connection, language: str, wordings: Collection[str]) -> Placed:
    found: Placed = {}
    texts = list(wordings)
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
