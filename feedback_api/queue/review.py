"""The review: the one place that reads counts, decides, and writes what becomes of the work items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from feedback_api.database.connections import Database, DatabaseUnavailableError
from feedback_api.queue.causes import CAUSES, Cause
from feedback_api.queue.hosts import Host, Hosts, article_of, hosts_among, roots
from feedback_api.revisions.published import ArticleKey
from feedback_api.search_causes.counting import count_searches
from feedback_api.searches.log import settle
from feedback_api.turns.chores import fail_chore, finish_chore
from feedback_api.work_items.life import (
    AT_WORK,
    ONE_WITH_ANOTHER,
    WAITING_TO_BE_TAKEN,
    Evidence,
    Reading,
    Step,
    WorkItem,
)
from feedback_api.work_items.names import Kind, State
from feedback_api.work_items.store import (
    WorkItemMovedError,
    closed_by_people,
    dismissed_revisions,
    list_items,
    list_merged,
    move_item,
    open_item,
    refresh_evidence,
)
from publishing.errors import HelpCentreError
from publishing.translations import noted

CHORE = "review"
REVIEW_FAILS = noted(
    "The work items cannot be reviewed just now, so that this is the queue as it last stood: "
    "the log of the service says why, and /readyz whether it lasts."
)


class ReviewFailedError(HelpCentreError):
    """Something that nobody foresaw held up a part of the review; the other parts were reviewed."""

    exit_status = 1
    http_status = 500


@dataclass(frozen=True)
class Decisions:
    """What a review wants written: what gets an item, the steps of items, and numbers brought up to date."""

    opened: list[tuple[ArticleKey, Step]]
    moved: list[tuple[WorkItem, list[Step]]]
    refreshed: list[tuple[WorkItem, Evidence]]


def review(database: Database, *, now: datetime) -> Counter[State]:
    """
    Look at every cause there can be and every item at work, as of *now*; count the steps that were taken, by state.

    Deciding happens outside of the transaction that writes, so that readers' ratings need not wait for it. An item that
    somebody moved in between is left for the next review. A part that fails holds up no other one; that it did is
    written down, until a review comes to its end.

    Raises:
        DatabaseUnavailableError: the database cannot be used; what was not reviewed stays as it was.
        ReviewFailedError: a part of it failed, for a reason that nobody foresaw.

    """
    taken: Counter[State] = Counter()
    failures: dict[str, Exception] = {}
    parts: dict[str, Callable[..., Counter[State]]] = {"searches": _count_searches}
    parts |= {cause.kind: partial(_review_cause, cause=cause) for cause in CAUSES}
    for name, part in parts.items():
        try:
            taken += part(database, now=now)
        except DatabaseUnavailableError:
            with suppress(DatabaseUnavailableError), database.writing() as connection:
                fail_chore(connection, CHORE, now=now)
            raise
        except Exception as error:  # noqa: BLE001 - a mistake in one part holds up no other one, and is raised then
            failures[name] = error
    _note_end(database, failures, now)
    return taken


def _note_end(database: Database, failures: Mapping[str, Exception], now: datetime) -> None:
    """
    Write down how a review ended.

    Raises:
        ReviewFailedError: there were *failures*.

    """
    with database.writing() as connection:
        if failures:
            fail_chore(connection, CHORE, now=now)
        else:
            finish_chore(connection, CHORE)
    if failures:
        first = next(iter(failures.values()))
        raise ReviewFailedError(
            f"Reviewing {', '.join(failures)} failed ({type(first).__name__}: {first}).",
            "The other work items were reviewed; see the log of the service, and tell whoever maintains it.",
        ) from first


def _count_searches(database: Database, *, now: datetime) -> Counter[State]:
    settle(database, now=now)
    count_searches(database, now=now)
    return Counter()


def _review_cause(database: Database, *, cause: Cause, now: datetime) -> Counter[State]:
    with database.reading() as connection:
        rows = cause.read(connection, cause.policy, now=now)
        at_work = list_items(connection, states=AT_WORK)
        closed = closed_by_people(connection, cause.kind)
        merged = list_merged(connection)
    items = [item for item in at_work if item.kind == cause.kind]
    decisions = decide(cause, rows, items, dismissed_revisions(closed), hosts_among(at_work, merged))
    # What a person made one with another item, which is still at work, gets none of its own.
    held_by_others = roots(at_work, merged)
    held = {key for key, item in closed.items() if item.id in held_by_others}
    decisions = replace(decisions, opened=[opened for opened in decisions.opened if opened[0] not in held])
    # A clock that went back sees nothing of what happened since: that is no proof of silence. What is published is so.
    moved = [(item, steps) for item, steps in decisions.moved if item.changed_at <= now or _is_repair(steps)]
    decisions = replace(decisions, moved=moved)
    if not any((decisions.opened, decisions.moved, decisions.refreshed)):
        return Counter()
    return _write(database, cause.kind, decisions, now)


def _is_repair(steps: Sequence[Step]) -> bool:
    return steps[0].state is State.SHIPPED


def decide(
    cause: Cause,
    rows: Sequence[Any],
    items: Sequence[WorkItem],
    dismissed: Mapping[ArticleKey, str],
    hosts: Hosts,
) -> Decisions:
    """Decide what the counts of one kind mean for the items at work of that kind, and what gets an item."""
    at_work = {item.key: item for item in items}
    under_proof = {key for key, item in at_work.items() if item.state is State.SHIPPED}
    changed = {row.key for row in rows if row.key in at_work and at_work[row.key].revision != row.revision}
    readings = cause.judge(rows, cause.policy, under_proof=under_proof | changed)
    decisions = Decisions([], [], [])
    for key, item in at_work.items():
        reading = readings.get(key)
        steps = _steps(item, reading, cause, hosts)
        if steps:
            decisions.moved.append((item, steps))
        elif reading is not None and reading.evidence != item.evidence:
            decisions.refreshed.append((item, reading.evidence))
    decisions.opened.extend(_openings(cause, readings, at_work, dismissed, hosts))
    return decisions


def _openings(
    cause: Cause,
    readings: Mapping[ArticleKey, Reading],
    at_work: Mapping[ArticleKey, WorkItem],
    dismissed: Mapping[ArticleKey, str],
    hosts: Hosts,
) -> list[tuple[ArticleKey, Step]]:
    """Open what has no item; of several causes that belong to one article, the one with the most people."""
    opening: list[tuple[ArticleKey, Step]] = []
    for key in readings.keys() - at_work.keys():
        step = cause.opens(readings[key], cause.policy, dismissed_revision=dismissed.get(key))
        if step and _host(readings[key], cause, hosts) is None:
            opening.append((key, step))
    opening.sort(key=lambda opened: (-opened[1].evidence.unhelped_a_week, opened[0]))
    taken: set[ArticleKey] = set()
    alone: list[tuple[ArticleKey, Step]] = []
    for key, step in opening:
        article = readings[key].belongs_to
        if article not in taken:
            alone.append((key, step))
        if article:
            taken.add(article)
    return alone


def _steps(item: WorkItem, reading: Reading | None, cause: Cause, hosts: Hosts) -> list[Step]:
    """Let the item go as far as it goes: a repair that has ratings by now is shipped and judged at once."""
    host = _host(reading, cause, hosts) if reading else None
    if reading and host and host.id != item.id and item.state in WAITING_TO_BE_TAKEN:
        return [Step(State.DISMISSED, item.revision, reading.evidence, ONE_WITH_ANOTHER, merged_into=host.id)]
    steps: list[Step] = []
    while step := cause.next_step(item, reading, cause.policy):
        steps.append(step)
        item = replace(item, state=step.state, revision=step.revision)
    return steps


def _host(reading: Reading, cause: Cause, hosts: Hosts) -> Host | None:
    host = hosts.get(article_of(*reading.belongs_to)) if reading.belongs_to else None
    return host if host is not None and host.kind in cause.hosts else None


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
