"""
Searches that found nothing: what was looked for in a week, and how many there were in each of some weeks.

Nearly all of them are counted already, by wording and day, when the work items are reviewed; only those of the last
minutes are read one by one. So the page costs the same however many people search, and each search counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, case, func, literal, or_, select, union_all

from feedback_api.search_causes.placing import wording_of
from feedback_api.search_causes.tables import FRUITLESS, search_days, unanswered_days
from feedback_api.searches.tables import COUNTS, UNANSWERED, searches

DAYS = 7
MAX_SEARCHES = 15
MAX_SPELLINGS = 60
"""What differs only in letters that the database cannot tell the case of is put together afterwards."""


@dataclass(frozen=True)
class Unanswered:
    """Words that search found nothing for, and how many searches that were."""

    words: str
    searches: int


@dataclass(frozen=True)
class SearchedWeek:
    """How many searches of a week found nothing."""

    first: date
    unanswered: int


def most_wanted(connection: Connection, first: date, last: date) -> list[Unanswered]:
    """List what was searched for most often without an answer from *first* to *last*, without regard to case."""
    counted = select(search_days.c.wording.label("words"), search_days.c.fruitless.label("times")).where(
        search_days.c.day >= first, search_days.c.day <= last, FRUITLESS
    )
    lately = select(func.lower(searches.c.query), literal(1)).where(*_not_counted_yet(first, last))
    together = union_all(counted, lately).subquery()
    times = func.sum(together.c.times)
    query = select(together.c.words, times).group_by(together.c.words).order_by(times.desc(), together.c.words)
    wanted: Counter[str] = Counter()
    for words, number in connection.execute(query.limit(MAX_SPELLINGS)):
        wanted[wording_of(words)] += int(number)
    return [Unanswered(words, number) for words, number in wanted.most_common(MAX_SEARCHES)]


def searched_weeks(connection: Connection, starts: Sequence[date]) -> list[SearchedWeek]:
    """Count the searches that found nothing in each week that begins with one of *starts*."""
    found: Counter[int] = Counter()
    last = starts[-1] + timedelta(days=DAYS - 1)
    days = select(unanswered_days).where(unanswered_days.c.day >= starts[0], unanswered_days.c.day <= last)
    for row in connection.execute(days):
        found[(row.day - starts[0]).days // DAYS] += row.searches
    later = [(searches.c.searched_at < _moment(start), week) for week, start in enumerate(starts[1:])]
    week = case(*later, else_=len(starts) - 1)
    lately = select(week, func.count()).where(*_not_counted_yet(starts[0], last)).group_by(week)
    found.update({int(number): int(times) for number, times in connection.execute(lately)})
    return [SearchedWeek(start, found[week]) for week, start in enumerate(starts)]


def _not_counted_yet(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """Choose the searches of the last minutes, without those that were only typed on the way."""
    return (
        UNANSWERED,
        COUNTS,
        searches.c.cause_id.is_(None),
        searches.c.searched_at >= _moment(first),
        searches.c.searched_at < _moment(last + timedelta(days=1)),
        or_(searches.c.settled.is_(True), searches.c.partial.is_(False)),
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
