"""
What people look for and do not find, read from the counts of searches and weighed.

A search after which a hit was opened counts as a yes, any other as a no, weighed as ratings are (in
`feedback_api.evidence`). Many find what they need in the list of hits itself and open nothing; so a cause fails its
searchers only when far fewer open something than elsewhere. Where clicks are not known, because hardly any is reported,
whatever finds something counts as a yes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, select

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import Counts, Floats, proven, spread_of
from feedback_api.ratings.readings import judge
from feedback_api.revisions.published import ArticleKey
from feedback_api.search_causes.answers import find_answer
from feedback_api.search_causes.counting import commonest_wordings
from feedback_api.search_causes.tables import search_causes, search_days, search_wordings
from feedback_api.work_items.life import AT_WORK, FADED, Reading, Step, WorkItem, next_step, opens
from feedback_api.work_items.names import State
from feedback_api.work_items.pace import weekly
from feedback_api.work_items.tables import work_items
from publishing.errors import HelpCentreError
from publishing.translations import noted

PREFIX = "search:"
KIND = "missing-answer"
# Most questions lead to a hit that more than half open; one in five hardly ever does.
SEARCH_PRIOR: Floats = 0.8 * spread_of(6, 4) + 0.2 * spread_of(1.2, 10)
SEARCH_POLICY = Policy(target_share=0.3)
LEAST_SHARE_FRUITLESS = 0.5
LEAST_SHARE_OPENED = 0.05
"""Of searches that find something, more than half lead on where clicks are reported; a stray click reports nothing."""


class NoSearchesError(HelpCentreError):
    """The item is of another kind."""

    http_status = 422


@dataclass(frozen=True)
class CauseCounts:
    """How searches for one cause went since search finds what it finds now, and how many there are in a week."""

    cause_id: int
    lang: str
    revision: str
    counts: Counts
    fruitless: int
    ratings_a_week: float
    title: str | None
    answer: ArticleKey | None

    @property
    def recent(self) -> tuple[Counts, ...]:
        """What search finds for it is known: a change of that begins to count anew."""
        return ()

    @property
    def again(self) -> int:
        """Of searches, places are not known."""
        return 0

    @property
    def key(self) -> ArticleKey:
        """What tells the cause from articles and from other causes."""
        return subject_of(self.cause_id), self.lang


def subject_of(cause_id: int) -> str:
    """Name a cause where articles have their id, in a way that no id has."""
    return f"{PREFIX}{cause_id}"


def cause_of(subject: str) -> int:
    """
    Give the number of the cause that is named so.

    Raises:
        NoSearchesError: what is named is an article, or another cause.

    """
    number = subject.removeprefix(PREFIX)
    if number == subject or not number.isdecimal():
        raise NoSearchesError(noted("This work item is not about searches."), noted("Choose one that is."))
    return int(number)


def read_searches(connection: Connection, policy: Policy, *, now: datetime) -> list[CauseCounts]:
    """
    Read the counts of every cause that is searched for often enough, and of those with an item at work.

    What most call a cause, and which article answers it, is told of those that fail.
    """
    at_work = _at_work(connection)
    counted = {row.id: row for row in _counted(connection, policy, now)}
    clicks_are_known = _are_clicks_known(counted.values())
    rows = [_counts(row, now, clicks_are_known=clicks_are_known) for row in counted.values()]
    readings = judge(rows, policy, general=SEARCH_PRIOR)
    failing = {row.cause_id for row in rows if _opens(readings[row.key], row.fruitless, policy)} | at_work
    explained = [_explained(connection, row, counted[row.cause_id]) if row.cause_id in failing else row for row in rows]
    quiet = connection.execute(select(search_causes).where(search_causes.c.id.in_(at_work - counted.keys()))).all()
    return explained + [_explained(connection, _quiet(row), row) for row in quiet]


def judge_searches(
    rows: Sequence[CauseCounts], policy: Policy, *, under_proof: Collection[ArticleKey] = ()
) -> dict[ArticleKey, Reading]:
    """Weigh the counts of each cause against those of all; see `feedback_api.ratings.readings.judge`."""
    readings = judge(rows, policy, under_proof=under_proof, general=SEARCH_PRIOR)
    for row in rows:
        reading = readings[row.key]
        evidence = replace(
            reading.evidence,
            fruitless=row.fruitless,
            title=row.title,
            answer_id=row.answer[0] if row.answer else None,
        )
        readings[row.key] = replace(reading, evidence=evidence, belongs_to=row.answer)
    return readings


def opens_on_searches(reading: Reading, policy: Policy, *, dismissed_revision: str | None) -> Step | None:
    """Decide whether a cause gets an item: too few open anything, or many found nothing at all, which is no chance."""
    evidence = reading.evidence
    if reading.revision == dismissed_revision or not _opens(reading, evidence.fruitless, policy):
        return None
    return Step(State.OPEN, reading.revision, evidence)


def step_on_searches(item: WorkItem, reading: Reading | None, policy: Policy) -> Step | None:
    """Decide what a review makes of *item*: a cause closes when searchers find their answer, or stop to ask."""
    if item.state not in AT_WORK:
        return None
    if reading is None:
        return Step(State.DISMISSED, item.revision, item.evidence, FADED)
    if reading.revision == item.revision:
        if not reading.evidence.total and item.state is not State.SHIPPED:
            return Step(State.DISMISSED, item.revision, item.evidence, FADED)
        enough = reading.evidence.total >= policy.min_ratings_to_close
        if enough and proven(reading.neutral_below_target, policy):
            return Step(State.VERIFIED, reading.revision, reading.evidence)
    return next_step(item, reading, policy)


def _counted(connection: Connection, policy: Policy, now: datetime) -> Sequence[Row[Any]]:
    today = now.date()
    recent = search_days.c.day >= today - timedelta(days=policy.pace_days - 1)
    worded = and_(search_days.c.lang == search_wordings.c.lang, search_days.c.wording == search_wordings.c.wording)
    present = and_(
        search_causes.c.phase == search_days.c.phase,
        search_days.c.day > today - timedelta(days=policy.window_days),
        search_days.c.day <= today,
    )
    total = func.sum(search_days.c.searches)
    query = (
        select(
            search_causes,
            total.label("searches"),
            func.sum(search_days.c.opened).label("opened"),
            func.sum(search_days.c.fruitless).label("fruitless"),
            func.coalesce(func.sum(case((recent, search_days.c.searches))), 0).label("recently"),
            func.min(case((recent, search_days.c.day))).label("first_recent_day"),
        )
        .select_from(search_days)
        .join(search_wordings, worded)
        .join(search_causes, search_causes.c.id == search_wordings.c.cause_id)
        .where(present)
        .group_by(search_causes.c.id)
        .having(total >= policy.min_ratings_to_open)
        .order_by(search_causes.c.id)
    )
    return connection.execute(query).all()


def _opens(reading: Reading, fruitless: int, policy: Policy) -> bool:
    if fruitless >= max(policy.min_ratings_to_open, LEAST_SHARE_FRUITLESS * reading.evidence.total):
        return True
    return opens(reading, policy, dismissed_revision=None) is not None


def _are_clicks_known(rows: Collection[Row[Any]]) -> bool:
    """Say whether the pages that people search on report what is opened: one stray click says nothing of all others."""
    opened = int(sum(row.opened for row in rows))
    found = int(sum(row.searches - row.fruitless for row in rows))
    return opened > 0 and opened >= LEAST_SHARE_OPENED * found


def _counts(row: Row[Any], now: datetime, *, clicks_are_known: bool) -> CauseCounts:
    answered = int(row.opened if clicks_are_known else row.searches - row.fruitless)
    pace = weekly(int(row.recently), row.first_recent_day, now.date())
    counts = Counts(answered, int(row.searches) - answered)
    return CauseCounts(row.id, row.lang, _phase(row), counts, int(row.fruitless), pace, None, None)


def _quiet(row: Row[Any]) -> CauseCounts:
    return CauseCounts(row.id, row.lang, _phase(row), Counts(0, 0), 0, 0.0, None, None)


def _explained(connection: Connection, counts: CauseCounts, row: Row[Any]) -> CauseCounts:
    """Add what most call a cause, and which article answers it."""
    title = commonest_wordings(connection, [row.id]).get(row.id)
    answer = find_answer(connection, row, title or "")
    return replace(counts, title=title, answer=(answer.id, answer.lang) if answer else None)


def _phase(row: Row[Any]) -> str:
    """Name the phase: search finds something else in each."""
    return f"phase-{row.phase}"


def _at_work(connection: Connection) -> set[int]:
    query = select(work_items.c.article_id).where(work_items.c.kind == KIND, work_items.c.cause.is_not(None))
    return {cause_of(subject) for subject in connection.execute(query).scalars()}
