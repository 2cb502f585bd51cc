"""The review: the one place that reads counts, decides, and writes what becomes of the work items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from feedback_api.causes import CAUSES, Cause
from feedback_api.database import Database
from feedback_api.policy import Policy
from feedback_api.readings import ArticleKey, judge
from feedback_api.work_item_store import (
    WorkItemMovedError,
    dismissed_revisions,
    list_items,
    move_item,
    open_item,
    refresh_evidence,
)
from feedback_api.work_items import AT_WORK, Evidence, Kind, Reading, State, Step, WorkItem, next_step, opens


@dataclass(frozen=True)
class Decisions:
    """What a review wants written: articles that get an item, the steps of items, and numbers brought up to date."""

    opened: list[tuple[ArticleKey, Step]]
    moved: list[tuple[WorkItem, list[Step]]]
    refreshed: list[tuple[WorkItem, Evidence]]


def review(database: Database, *, now: datetime) -> Counter[State]:
    """
    Look at every published article and every item at work, as of *now*; count the steps that were taken, by state.

    Deciding happens outside of the transaction that writes, so that readers' ratings need not wait for it. An item that
    somebody moved in between is left for the next review.

    Raises:
        DatabaseUnavailableError: nothing was changed.

    """
    return sum((_review_cause(database, cause, now) for cause in CAUSES), Counter())


def _review_cause(database: Database, cause: Cause, now: datetime) -> Counter[State]:
    with database.reading() as connection:
        rows = cause.read(connection, cause.policy, now=now)
        items = list_items(connection, states=AT_WORK, kind=cause.kind)
        dismissed = dismissed_revisions(connection, cause.kind)
    decisions = decide(rows, items, dismissed, cause.policy, cause.judge)
    if not any((decisions.opened, decisions.moved, decisions.refreshed)):
        return Counter()
    return _write(database, cause.kind, decisions, now)


def decide(
    rows: Sequence[Any],
    items: list[WorkItem],
    dismissed: dict[ArticleKey, str],
    policy: Policy,
    judge: Callable[..., dict[ArticleKey, Reading]] = judge,
) -> Decisions:
    """Decide what the counts of all articles mean for the items at work of one kind, and which articles get one."""
    at_work = {(item.article_id, item.lang): item for item in items}
    under_proof = {key for key, item in at_work.items() if item.state is State.SHIPPED}
    changed = {row.key for row in rows if row.key in at_work and at_work[row.key].revision != row.revision}
    readings = judge(rows, policy, under_proof=under_proof | changed)
    decisions = Decisions([], [], [])
    for key, item in at_work.items():
        reading = readings.get(key)
        steps = _steps(item, reading, policy)
        if steps:
            decisions.moved.append((item, steps))
        elif reading is not None and reading.evidence != item.evidence:
            decisions.refreshed.append((item, reading.evidence))
    for key in readings.keys() - at_work.keys():
        step = opens(readings[key], policy, dismissed_revision=dismissed.get(key))
        if step:
            decisions.opened.append((key, step))
    decisions.opened.sort(key=lambda opened: -opened[1].evidence.unhelped_a_week)
    return decisions


def _steps(item: WorkItem, reading: Reading | None, policy: Policy) -> list[Step]:
    """Let the item go as far as it goes: a repair that has ratings by now is shipped and judged at once."""
    steps: list[Step] = []
    while step := next_step(item, reading, policy):
        steps.append(step)
        item = replace(item, state=step.state, revision=step.revision)
    return steps


def _write(database: Database, kind: Kind, decisions: Decisions, now: datetime) -> Counter[State]:
    taken: Counter[State] = Counter()
    with database.writing() as connection:
        for key, step in decisions.opened:
            taken[State.OPEN] += open_item(connection, kind, key, step, now=now)
        for item, steps in decisions.moved:
            try:
                for step in steps:
                    item = move_item(connection, item, step, now=now)  # noqa: PLW2901 - the item goes step by step
                    taken[step.state] += 1
            except WorkItemMovedError:
                continue
        for item, evidence in decisions.refreshed:
            refresh_evidence(connection, item, evidence)
    return +taken
