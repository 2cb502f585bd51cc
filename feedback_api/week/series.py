"""Weeks in a row: ratings with the range of the share helped, and the loop's own speed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Connection, and_, func, select

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import SHARES, Counts, weigh
from feedback_api.ratings.tables import rating_days, rating_totals
from feedback_api.revisions.tables import revisions
from feedback_api.work_items.names import State
from feedback_api.work_items.tables import work_item_events, work_items

WEEKS = 13
DAYS = 7


@dataclass(frozen=True)
class RatedWeek:
    """A week's ratings, the range of the share helped (None without ratings), and how many repairs went live in it."""

    first: date
    helpful: int
    unhelpful: int
    low: float | None
    mean: float | None
    high: float | None
    repairs: int


@dataclass(frozen=True)
class LoopWeek:
    """The items that were verified in a week, and the days from the first "no" until then, in the middle of them."""

    first: date
    verified: int
    median_days: float | None


def first_days(last: date) -> list[date]:
    """Give the first day of each week, the last of which ends with *last*."""
    return [last - timedelta(days=DAYS * back + DAYS - 1) for back in reversed(range(WEEKS))]


def rated_weeks(connection: Connection, last: date, policy: Policy) -> list[RatedWeek]:
    """Add up the ratings of each week, and weigh them without prejudice: every share is as likely before."""
    starts = first_days(last)
    query = select(rating_totals).where(rating_totals.c.day >= starts[0], rating_totals.c.day <= last)
    helpful: Counter[int] = Counter()
    unhelpful: Counter[int] = Counter()
    for row in connection.execute(query):
        week = (row.day - starts[0]).days // DAYS
        helpful[week] += row.helpful
        unhelpful[week] += row.unhelpful
    repairs = _by_week(_step_days(connection, State.SHIPPED, starts[0], last), starts[0])
    counts = [Counts(helpful[week], unhelpful[week]) for week in range(WEEKS)]
    flat = SHARES * 0 + 1 / len(SHARES)
    weeks = []
    for week, (count, said) in enumerate(zip(counts, weigh(counts, flat, policy), strict=True)):
        known = count.total > 0
        weeks.append(
            RatedWeek(
                starts[week],
                count.helpful,
                count.unhelpful,
                said.low if known else None,
                said.mean if known else None,
                said.high if known else None,
                repairs[week],
            )
        )
    return weeks


def loop_weeks(connection: Connection, last: date) -> list[LoopWeek]:
    """Take the items that were verified in each week, and how long each took from the first "no" to its text."""
    starts = first_days(last)
    days: dict[int, list[int]] = {}
    for row in _verified(connection, starts[0], last):
        took = (row.at.date() - row.first_no).days
        days.setdefault((row.at.date() - starts[0]).days // DAYS, []).append(max(0, took))
    return [
        LoopWeek(start, len(days.get(week, [])), median(days[week]) if week in days else None)
        for week, start in enumerate(starts)
    ]


def _verified(connection: Connection, first: date, last: date) -> list[Any]:
    """Find the first "no" to the text that each item was opened for."""
    closed, opened = work_item_events.alias(), work_item_events.alias()
    shared = revisions.alias()
    query = (
        select(closed.c.at, func.min(rating_days.c.day).label("first_no"))
        .select_from(
            closed.join(work_items, work_items.c.id == closed.c.work_item_id)
            .join(opened, and_(opened.c.work_item_id == work_items.c.id, opened.c.state == State.OPEN))
            .join(
                shared,
                and_(shared.c.article_id == work_items.c.article_id, shared.c.lineage == opened.c.revision),
            )
            .join(
                rating_days,
                and_(
                    rating_days.c.article_id == shared.c.article_id,
                    rating_days.c.revision == shared.c.revision,
                    rating_days.c.unhelpful > 0,
                ),
            )
        )
        .where(closed.c.state == State.VERIFIED, closed.c.at >= _moment(first), closed.c.at < _moment(last, later=1))
        .group_by(closed.c.id, closed.c.at)
    )
    return list(connection.execute(query).all())


def _step_days(connection: Connection, state: State, first: date, last: date) -> list[date]:
    query = select(work_item_events.c.at).where(
        work_item_events.c.state == state,
        work_item_events.c.at >= _moment(first),
        work_item_events.c.at < _moment(last, later=1),
    )
    return [at.date() for at in connection.execute(query).scalars()]


def _by_week(days: list[date], first: date) -> Counter[int]:
    return Counter((day - first).days // DAYS for day in days)


def _moment(day: date, *, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), time.min, UTC)
