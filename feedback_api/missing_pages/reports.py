"""
Addresses of the site that lead nowhere, as the site's own "not found" page reports them.

An item closes when nobody met the address for so long that, at the pace of before, it cannot be by chance.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, and_, func, select

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import Counts, Posterior
from feedback_api.missing_pages.tables import missing_pages
from feedback_api.revisions.published import ArticleKey
from feedback_api.work_items.life import AT_WORK, Reading, Step, WorkItem, make_evidence
from feedback_api.work_items.names import State
from feedback_api.work_items.pace import WEEK_DAYS
from feedback_api.work_items.plain_facts import standing_after_silence, step_on_fact
from feedback_api.work_items.tables import work_items

PREFIX = "link:"
KIND = "broken-link"
NO_LANGUAGE = ""
REVISION = "address"
LINK_POLICY = Policy(min_ratings_to_open=3)
ALL_FAIL = Posterior(0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class PageVisits:
    """How often an address that leads nowhere was met lately, and when first and last, by whomever."""

    path: str
    visits: int
    first_day: date
    last_day: date
    today: date

    @property
    def key(self) -> ArticleKey:
        """What tells the address from articles and from other addresses."""
        return f"{PREFIX}{self.path}", NO_LANGUAGE

    @property
    def revision(self) -> str:
        """An address has no text that could change."""
        return REVISION

    @property
    def visits_a_day(self) -> float:
        """How often it was met while it was, counted over a week at least."""
        return self.visits / max(WEEK_DAYS, (self.last_day - self.first_day).days + 1)


def read_missing_pages(connection: Connection, policy: Policy, *, now: datetime) -> list[PageVisits]:
    """
    Read how often each address was met since the last item about it was verified.

    Whoever meets it again adds nothing to how many do, and shows that it still leads nowhere.
    """
    today = now.date()
    closed = _closed(connection)
    days = missing_pages.c.day
    inside = and_(days > today - timedelta(days=policy.window_days), days <= today)
    query = select(missing_pages.c.path, days, func.sum(missing_pages.c.visits).label("visits")).where(inside)
    by_path: dict[str, list[tuple[date, int]]] = {}
    for row in connection.execute(query.group_by(missing_pages.c.path, days).order_by(missing_pages.c.path, days)):
        if row.day > closed.get(row.path, date.min):
            by_path.setdefault(row.path, []).append((row.day, int(row.visits)))
    return [
        PageVisits(path, sum(visits for _, visits in met), met[0][0], met[-1][0], today)
        for path, met in by_path.items()
        if any(visits for _, visits in met)
    ]


def judge_missing_pages(
    rows: Sequence[PageVisits],
    policy: Policy,  # noqa: ARG001 - every cause is judged by one
    *,
    under_proof: Collection[ArticleKey] = (),  # noqa: ARG001 - silence is weighed alike in every state
) -> dict[ArticleKey, Reading]:
    """Tell for each address how probable it is that people still meet it, from how long nobody has."""
    readings: dict[ArticleKey, Reading] = {}
    for row in rows:
        quiet_days = (row.today - row.last_day).days
        weekly = row.visits_a_day * WEEK_DAYS
        plain = make_evidence(Counts(0, row.visits), ALL_FAIL, ratings_a_week=weekly, more_ratings_needed=None)
        evidence = replace(plain, title=f"/{row.path}", since=row.first_day.isoformat())
        readings[row.key] = Reading(REVISION, evidence, standing_after_silence(row.visits_a_day, quiet_days))
    return readings


def step_on_silence(item: WorkItem, reading: Reading | None, policy: Policy) -> Step | None:
    """Decide what a review makes of *item*: an address that nobody met in all the days that count is settled."""
    if reading is None and item.state in AT_WORK:
        return Step(State.VERIFIED, item.revision, item.evidence)
    return step_on_fact(item, reading, policy)


def pages_with_link(connection: Connection, subject: str) -> list[tuple[str, int]]:
    """List the site's own pages from which people came to an address, with how many did; most first."""
    visits = func.sum(missing_pages.c.visits)
    query = (
        select(missing_pages.c.from_path, visits.label("visits"))
        .where(missing_pages.c.path == subject.removeprefix(PREFIX), missing_pages.c.from_path != "")
        .where(missing_pages.c.visits > 0)
        .group_by(missing_pages.c.from_path)
        .order_by(visits.desc(), missing_pages.c.from_path)
    )
    return [(row.from_path, int(row.visits)) for row in connection.execute(query)]


def _closed(connection: Connection) -> dict[str, date]:
    """Give the day on which the last item about an address was verified."""
    query = (
        select(work_items.c.article_id, func.max(work_items.c.changed_at).label("at"))
        .where(work_items.c.kind == KIND, work_items.c.state == State.VERIFIED)
        .group_by(work_items.c.article_id)
    )
    return {row.article_id.removeprefix(PREFIX): row.at.date() for row in connection.execute(query)}
