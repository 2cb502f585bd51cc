"""
Searches counted: by wording and day, a while after they were made, when whoever was to open a hit has opened it.

What search finds for a cause is what it found last for the cause's commonest wording. When that becomes another
article, or the article another text, a new phase begins: only searches since then tell whether people find their answer
now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, and_, bindparam, func, insert, select, update

from feedback_api.database.connections import Database
from feedback_api.revisions.tables import articles, revisions
from feedback_api.search_causes.floods import Came, sort_out
from feedback_api.search_causes.placing import Placing, find_places, forget_lost_wordings, place
from feedback_api.search_causes.ripe import RipeSearch, ripe_searches, wordings_of
from feedback_api.search_causes.site_words import remember_site_words
from feedback_api.search_causes.tables import search_causes, search_days, search_wordings, unanswered_days
from feedback_api.searches.tables import PUT_BACK, searches
from feedback_api.sources.floods import FloodReason

COUNTED_AT_ONCE = 50
"""In one transaction: readers who rate wait for it."""
NOTHING_FOUND = ""
COUNTED = ("searches", "opened", "fruitless")
BATCH_ROWS = 400
Item = TypeVar("Item")


def count_searches(database: Database, *, now: datetime) -> int:
    """
    Count the settled searches that are ripe, at most ``MOST_AT_ONCE``, and say how many they were.

    Which of them ask the same is worked out before anything is written; each transaction that writes takes a few.

    Raises:
        DatabaseUnavailableError: the database cannot be used; what was not counted is next time.

    """
    with database.reading() as connection:
        ripe = ripe_searches(connection, now)
    if not ripe:
        return 0
    with database.writing() as connection:
        forget_lost_wordings(connection)
    with database.reading() as connection:
        placings = {language: find_places(connection, language, found) for language, found in wordings_of(ripe).items()}
    for language in (placing.language for placing in placings.values() if placing.new):
        remember_site_words(database, language)
    counted = 0
    for batch in batched(ripe, COUNTED_AT_ONCE):
        with database.writing() as connection:
            counted += _count_some(connection, batch, placings, now)
    return counted


def _count_some(
    connection: Connection, some: Sequence[RipeSearch], placings: Mapping[str, Placing], now: datetime
) -> int:
    """Count *some* searches, but for those that another process counted meanwhile; say how many they were."""
    ids = [search.search_id for search in some]
    waiting = select(searches.c.search_id).where(searches.c.search_id.in_(ids), searches.c.cause_id.is_(None))
    still = set(connection.execute(waiting).scalars())
    by_language: defaultdict[str, list[RipeSearch]] = defaultdict(list)
    for search in some:
        if search.search_id in still:
            by_language[search.language].append(search)
    return sum(_count_language(connection, placings[language], found, now) for language, found in by_language.items())


def _count_language(connection: Connection, placing: Placing, found: Sequence[RipeSearch], now: datetime) -> int:
    placed = place(connection, placing, {search.wording for search in found}, now=now)
    of_cause: defaultdict[int, list[RipeSearch]] = defaultdict(list)
    for search in found:
        if search.wording in placed:
            of_cause[placed[search.wording]].append(search)
    if not of_cause:
        return 0
    came = {cause: [_came(search) for search in some] for cause, some in of_cause.items()}
    surplus = sort_out(connection, came, now=now)
    _note_counted(connection, of_cause, surplus)
    people = {cause: [one for one in some if one.search_id not in surplus] for cause, some in of_cause.items()}
    _count(connection, placing.language, {cause: counted for cause, counted in people.items() if counted})
    return sum(map(len, of_cause.values()))


def _came(search: RipeSearch) -> Came:
    return Came(search.search_id, search.searched_at, search.mark, search.put_back, search.place)


def _note_counted(
    connection: Connection, of_cause: Mapping[int, Sequence[RipeSearch]], surplus: Mapping[str, FloodReason]
) -> None:
    """Note which cause each search was for, and which were set aside; where it came from is forgotten."""
    noted = update(searches).where(searches.c.search_id == bindparam("one"))
    ids = [
        {"one": one.search_id, "of": cause, "aside": surplus.get(one.search_id, PUT_BACK if one.put_back else None)}
        for cause, found in of_cause.items()
        for one in found
    ]
    connection.execute(noted.values(cause_id=bindparam("of"), flood=bindparam("aside"), mark=None, place=None), ids)


def _count(connection: Connection, language: str, of_cause: Mapping[int, Sequence[RipeSearch]]) -> None:
    """Add the searches of each cause, in order of time, to the phase that they belong to."""
    if not of_cause:
        return
    causes = read_causes(connection, of_cause)
    commonest = commonest_wordings(connection, of_cause)
    articles_found = {search.first_article_id for found in of_cause.values() for search in found}
    names = _answers(connection, articles_found - {None})
    tallies: defaultdict[tuple[str, date, int], Counter[str]] = defaultdict(Counter)
    changes: list[dict[str, object]] = []
    for cause_id, found in of_cause.items():
        before = causes[cause_id]
        phase, since = before.phase, before.answered_since
        change = _change_of_answer(before.answer, commonest.get(cause_id), found, names)
        if change:
            answer, at = change
            if before.answer is not None:
                phase, since = phase + 1, at
            changes.append({"of": cause_id, "finds": answer, "now_in": phase, "from": since})
        for search in found:
            late = since is None or search.searched_at >= since
            tally = tallies[search.wording, search.searched_at.date(), phase if late else before.phase]
            tally.update(searches=1, opened=int(search.opened), fruitless=int(search.fruitless))
    if changes:
        renewed: dict[str, Any] = {
            "answer": bindparam("finds"),
            "phase": bindparam("now_in"),
            "answered_since": bindparam("from"),
        }
        connection.execute(update(search_causes).where(search_causes.c.id == bindparam("of")).values(renewed), changes)
    _add(connection, language, tallies)
    _add_up(connection, tallies)


def _change_of_answer(
    before: str | None, wording: str | None, found: Sequence[RipeSearch], names: Mapping[str | None, str]
) -> tuple[str, datetime] | None:
    """Give what search finds now for the commonest wording, and since when, if that has changed."""
    telling = [search for search in found if wording in (None, search.wording)]
    if not telling:
        return None
    last = telling[-1].first_article_id
    if names.get(last, NOTHING_FOUND) == before:
        return None
    since = telling[-1].searched_at
    for search in reversed(telling):
        if search.first_article_id != last:
            break
        since = search.searched_at
    return names.get(last, NOTHING_FOUND), since


def read_causes(connection: Connection, cause_ids: Iterable[int]) -> dict[int, Row[Any]]:
    """Read the rows of causes, by their numbers."""
    found: dict[int, Row[Any]] = {}
    for batch in batched(sorted(cause_ids), BATCH_ROWS):
        query = select(search_causes).where(search_causes.c.id.in_(batch))
        found.update((row.id, row) for row in connection.execute(query))
    return found


def commonest_wordings(connection: Connection, cause_ids: Iterable[int]) -> dict[int, str]:
    """Give the wording of each cause that was searched most; none for one that was never counted."""
    its_own = and_(search_days.c.lang == search_wordings.c.lang, search_days.c.wording == search_wordings.c.wording)
    total = func.sum(search_days.c.searches)
    found: dict[int, str] = {}
    for batch in batched(sorted(cause_ids), BATCH_ROWS):
        query = (
            select(search_wordings.c.cause_id, search_wordings.c.wording)
            .join(search_days, its_own)
            .where(search_wordings.c.cause_id.in_(batch))
            .group_by(search_wordings.c.cause_id, search_wordings.c.wording)
            .order_by(total, search_wordings.c.wording.desc())
        )
        found.update((row.cause_id, row.wording) for row in connection.execute(query))
    return found


def _answers(connection: Connection, article_ids: Iterable[str | None]) -> dict[str | None, str]:
    """Name what was found: an article and the text that its present evidence began with."""
    current = and_(revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision)
    rows = select(articles.c.id, revisions.c.lineage).select_from(articles.join(revisions, current))
    found: dict[str | None, str] = {}
    for batch in batched(article_ids, BATCH_ROWS):
        found.update((article_id, str(article_id)) for article_id in batch)
        query = rows.where(articles.c.id.in_(batch)).order_by(articles.c.position.desc())
        found.update((row.id, f"{row.id} {row.lineage}") for row in connection.execute(query))
    return found


def _add(connection: Connection, language: str, tallies: Mapping[tuple[str, date, int], Counter[str]]) -> None:
    """Add to the counts of days that are known, and write those that are new."""
    key = (search_days.c.wording, search_days.c.day, search_days.c.phase)
    known: set[tuple[object, ...]] = set()
    for batch in batched({wording for wording, _, _ in tallies}, BATCH_ROWS):
        query = select(*key).where(search_days.c.lang == language, search_days.c.wording.in_(batch))
        known.update(tuple(row) for row in connection.execute(query))
    more = {name: search_days.c[name] + bindparam(f"more_{name}") for name in COUNTED}
    same = [column == bindparam(f"the_{column.name}") for column in key]
    again = [
        {
            "the_wording": at[0],
            "the_day": at[1],
            "the_phase": at[2],
            **{f"more_{name}": tally[name] for name in COUNTED},
        }
        for at, tally in tallies.items()
        if at in known
    ]
    new = [
        {"lang": language, "wording": at[0], "day": at[1], "phase": at[2], **{name: tally[name] for name in COUNTED}}
        for at, tally in tallies.items()
        if at not in known
    ]
    if again:
        connection.execute(update(search_days).where(search_days.c.lang == language, *same).values(more), again)
    if new:
        connection.execute(insert(search_days), new)


def _add_up(connection: Connection, tallies: Mapping[tuple[str, date, int], Counter[str]]) -> None:
    """Add what found nothing to the sums of each day."""
    fruitless: Counter[date] = Counter()
    for (_, day, _), tally in tallies.items():
        fruitless[day] += tally["fruitless"]
    for day, times in (+fruitless).items():
        sums = update(unanswered_days).where(unanswered_days.c.day == day)
        if not connection.execute(sums.values(searches=unanswered_days.c.searches + times)).rowcount:
            connection.execute(insert(unanswered_days).values(day=day, searches=times))


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Take *items* in lists of at most *size*: a statement takes only so many values."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
