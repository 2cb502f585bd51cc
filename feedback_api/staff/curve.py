"""How the ratings of an article went, day by day: what was known of each text by then, and when a new one came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import accumulate

from sqlalchemy import Connection, and_, func, select

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import Counts
from feedback_api.ratings.readings import Scales, learn_scales, read_counts
from feedback_api.ratings.tables import rating_days
from feedback_api.revisions.languages import revisions_of
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import revisions


@dataclass(frozen=True)
class CurvePoint:
    """A day with ratings: those of the day, and the range of the share helped by all ratings of the text until then."""

    day: date
    helpful: int
    unhelpful: int
    low: float
    mean: float
    high: float


@dataclass(frozen=True)
class Mark:
    """A day on which another text was published; ``starts_anew`` unless it only corrected the wording."""

    day: date
    revision: str
    starts_anew: bool


@dataclass(frozen=True)
class RatingCurve:
    """The days from ``first`` to ``last``: a line for each text that was rated, and a mark for each that came."""

    first: date
    last: date
    lines: list[list[CurvePoint]]
    marks: list[Mark]

    @property
    def days(self) -> int:
        """How many days the curve is wide."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Give the place of *day* from left to right, in days; the middle of it."""
        return (day - self.first).days + 0.5


def rating_curve(
    connection: Connection, article: ArticleKey, policy: Policy, *, now: datetime, under_proof: str | None = None
) -> RatingCurve | None:
    """
    Draw the ratings of the days that count; None when there are none.

    Each text is weighed as it is where its evidence is told, the one *under_proof* without prejudice: the end of its
    line is what the page says.
    """
    today = now.date()
    since = today - timedelta(days=policy.window_days - 1)
    rated = _rated(connection, article, since, today)
    if not rated:
        return None
    marks = _marks(connection, article, since, today)
    scales = learn_scales([row.counts for row in read_counts(connection, policy, now=now)], policy)
    lines = [_line(days, scales, today, fair=revision == under_proof) for revision, days in rated.items()]
    first = min([line[0].day for line in lines] + [mark.day for mark in marks])
    return RatingCurve(first, max(line[-1].day for line in lines), lines, marks)


def _rated(
    connection: Connection, article: ArticleKey, since: date, today: date
) -> dict[str, list[tuple[date, Counts]]]:
    """Read the counts of each day, by the revision that started the evidence."""
    same = and_(rating_days.c.article_id == revisions.c.article_id, rating_days.c.revision == revisions.c.revision)
    query = (
        select(
            revisions.c.lineage,
            rating_days.c.day,
            func.sum(rating_days.c.helpful).label("helpful"),
            func.sum(rating_days.c.unhelpful).label("unhelpful"),
        )
        .join(rating_days, same)
        .where(*revisions_of(article), rating_days.c.day >= since, rating_days.c.day <= today)
        .group_by(revisions.c.lineage, rating_days.c.day)
        .order_by(rating_days.c.day)
    )
    rated: defaultdict[str, list[tuple[date, Counts]]] = defaultdict(list)
    for row in connection.execute(query):
        if row.helpful + row.unhelpful:
            rated[row.lineage].append((row.day, Counts(int(row.helpful), int(row.unhelpful))))
    return rated


def _line(days: Sequence[tuple[date, Counts]], scales: Scales, today: date, *, fair: bool) -> list[CurvePoint]:
    so_far = list(accumulate((counts for _, counts in days), _sum))
    seen = [day for day, _ in days[:-1]] + [today]
    recent = [_recently(days, day, scales.policy) for day in seen]
    known = scales.weigh_fairly(so_far) if fair else scales.weigh(so_far, recent=recent)
    return [
        CurvePoint(day, counts.helpful, counts.unhelpful, posterior.low, posterior.mean, posterior.high)
        for (day, counts), posterior in zip(days, known, strict=True)
    ]


def _recently(days: Sequence[tuple[date, Counts]], seen: date, policy: Policy) -> list[Counts]:
    """Add up what was rated in each of the policy's ``change_days``, as seen on a day."""
    spans = [seen - timedelta(days=number) for number in policy.change_days]
    return [reduce(_sum, (counts for day, counts in days if since < day <= seen), Counts(0, 0)) for since in spans]


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(one.helpful + other.helpful, one.unhelpful + other.unhelpful)


def _marks(connection: Connection, article: ArticleKey, since: date, today: date) -> list[Mark]:
    query = select(revisions).where(*revisions_of(article)).order_by(revisions.c.published_at)
    return [
        Mark(row.published_at.date(), row.revision, starts_anew=row.lineage == row.revision)
        for row in connection.execute(query)
        if since <= row.published_at.date() <= today
    ]
