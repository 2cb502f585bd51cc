"""Work items in the database: every change is written with the event that says why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, case, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.revisions.published import ArticleKey
from feedback_api.work_items.life import (
    AT_WORK,
    REASONS_OF_REVIEWS,
    WAITING_TO_BE_TAKEN,
    Evidence,
    Step,
    WorkItem,
    subject_of,
)
from feedback_api.work_items.names import Kind, State
from feedback_api.work_items.tables import work_item_events, work_items
from publishing.errors import HelpCentreError
from publishing.translations import noted

# Reviews ask these again and again; to write a statement down takes longer than to run it.
_MERGED = select(work_items).where(work_items.c.merged_into.is_not(None)).order_by(work_items.c.changed_at.desc())
_CLOSED_BY_PEOPLE = (
    select(work_items)
    .where(
        work_items.c.kind == bindparam("closed"),
        work_items.c.state == State.DISMISSED,
        work_items.c.reason.not_in(REASONS_OF_REVIEWS),
    )
    .order_by(work_items.c.changed_at)
)


class UnknownWorkItemError(HelpCentreError):
    """There is no such item."""

    http_status = 404


class WorkItemMovedError(HelpCentreError):
    """Somebody else, or a review, changed the item in the meantime."""

    http_status = 409


@dataclass(frozen=True)
class WorkItemEvent:
    """A step in the life of an item; nothing says who took it."""

    at: datetime
    state: State
    revision: str
    reason: str | None
    evidence: Evidence


def list_items(  # noqa: PLR0913 - each narrows the list in another way
    connection: Connection,
    *,
    states: Iterable[State] = State,
    kind: Kind | None = None,
    article_id: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[WorkItem]:
    """List items, those at work first, by how many people they leave unhelped; closed ones by when they closed."""
    at_work = work_items.c.cause.is_not(None)
    query = select(work_items).order_by(
        at_work.desc(), case((at_work, work_items.c.unhelped_a_week), else_=0).desc(), work_items.c.changed_at.desc()
    )
    query = query.where(*_wanted(states, kind))
    if article_id is not None:
        query = query.where(work_items.c.article_id == article_id)
    return _items(connection, query.limit(limit).offset(offset))


def count_items(connection: Connection, *, states: Iterable[State], kind: Kind | None) -> int:
    """Count the items that `list_items` lists."""
    query = select(func.count()).select_from(work_items).where(*_wanted(states, kind))
    return int(connection.execute(query).scalar_one())


def find_item(connection: Connection, item_id: int) -> WorkItem:
    """
    Find an item by its number.

    Raises:
        UnknownWorkItemError: there is none.

    """
    found = _items(connection, select(work_items).where(work_items.c.id == item_id))
    if not found:
        raise UnknownWorkItemError(
            noted("There is no work item {number}."),
            noted("List them with 'help-centre work-items list'."),
            number=item_id,
        )
    return found[0]


def merged_into(connection: Connection, item_id: int) -> list[WorkItem]:
    """List the items that are one with this one, latest first."""
    query = select(work_items).where(work_items.c.merged_into == item_id).order_by(work_items.c.changed_at.desc())
    return _items(connection, query)


def list_merged(connection: Connection) -> list[WorkItem]:
    """List every item that is one with another, latest first."""
    return _items(connection, _MERGED)


def list_events(connection: Connection, item_id: int) -> list[WorkItemEvent]:
    """List what happened to an item, oldest first."""
    query = select(work_item_events).where(work_item_events.c.work_item_id == item_id).order_by(work_item_events.c.id)
    return [
        WorkItemEvent(row.at, State(row.state), row.revision, row.reason, Evidence(**row.evidence))
        for row in connection.execute(query)
    ]


def waited_as(connection: Connection, item_id: int) -> State:
    """Say how an item last waited to be taken: as open, or as reopened."""
    waiting = work_item_events.c.state.in_(WAITING_TO_BE_TAKEN)
    query = select(work_item_events.c.state).where(work_item_events.c.work_item_id == item_id, waiting)
    return State(connection.execute(query.order_by(work_item_events.c.id.desc()).limit(1)).scalar_one())


def closed_by_people(connection: Connection, kind: Kind) -> dict[ArticleKey, WorkItem]:
    """Give, for each cause, the last of its items that a person closed, also by making it one with another."""
    return {item.key: item for item in _items(connection, _CLOSED_BY_PEOPLE, {"closed": kind})}


def dismissed_revisions(closed: Mapping[ArticleKey, WorkItem]) -> dict[ArticleKey, str]:
    """Give, for each cause, the revision of which a person last said that nothing of this kind is to be done."""
    return {key: item.revision for key, item in closed.items() if item.merged_into is None}


def moments_of_dismissal(closed: Mapping[ArticleKey, WorkItem]) -> dict[ArticleKey, datetime]:
    """Give, for each cause, when a person last said that nothing of this kind is to be done."""
    return {key: item.changed_at for key, item in closed.items() if item.merged_into is None}


def open_item(connection: Connection, kind: Kind, cause: ArticleKey, step: Step, *, now: datetime) -> bool:
    """Open an item for *cause*, unless it has one at work already; say whether it was opened."""
    subject, lang = cause
    values = {
        "kind": kind,
        "article_id": subject.removesuffix(subject_of("", step.evidence.moment)),
        "lang": lang,
        "cause": f"{kind} {subject} {lang}",
        "opened_at": now,
        **_values(step, now),
    }
    try:
        with connection.begin_nested():
            created = connection.execute(insert(work_items).values(values)).inserted_primary_key
    except IntegrityError:
        return False
    assert created is not None
    _note(connection, created[0], step, now)
    return True


def move_item(connection: Connection, item: WorkItem, step: Step, *, now: datetime) -> WorkItem:
    """
    Take *item* to where *step* says.

    Raises:
        WorkItemMovedError: it no longer stands where *item* says.

    """
    values = _values(step, now)
    if step.state not in AT_WORK:
        values["cause"] = None
    unmoved = (
        work_items.c.id == item.id,
        work_items.c.state == item.state,
        work_items.c.revision == item.revision,
    )
    if not connection.execute(update(work_items).where(*unmoved).values(values)).rowcount:
        raise WorkItemMovedError(
            noted("The work item {number} has changed since you looked at it."),
            noted("Look at it again, then decide."),
            number=item.id,
        )
    _note(connection, item.id, step, now)
    return replace(
        item,
        state=step.state,
        revision=step.revision,
        reason=step.reason,
        evidence=step.evidence,
        changed_at=now,
        merged_into=step.merged_into,
    )


def refresh_evidence(connection: Connection, item: WorkItem, evidence: Evidence) -> None:
    """Bring the numbers of an item at work up to date; that is no step of its life."""
    same = (work_items.c.id == item.id, work_items.c.revision == item.revision, work_items.c.cause.is_not(None))
    values = {"evidence": asdict(evidence), "unhelped_a_week": evidence.unhelped_a_week}
    connection.execute(update(work_items).where(*same).values(values))


def _wanted(states: Iterable[State], kind: Kind | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [work_items.c.state.in_(list(states))]
    return conditions if kind is None else [*conditions, work_items.c.kind == kind]


def _items(
    connection: Connection, query: Select[Any], values: Mapping[str, object] = MappingProxyType({})
) -> list[WorkItem]:
    return [_item(row) for row in connection.execute(query, values)]


def _item(row: Row[Any]) -> WorkItem:
    return WorkItem(
        id=row.id,
        kind=row.kind,
        article_id=row.article_id,
        lang=row.lang,
        state=State(row.state),
        revision=row.revision,
        reason=row.reason,
        evidence=Evidence(**row.evidence),
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        merged_into=row.merged_into,
    )


def _values(step: Step, now: datetime) -> dict[str, object]:
    return {
        "state": step.state,
        "revision": step.revision,
        "reason": step.reason,
        "evidence": asdict(step.evidence),
        "unhelped_a_week": step.evidence.unhelped_a_week,
        "changed_at": now,
        "merged_into": step.merged_into,
    }


def _note(connection: Connection, item_id: int, step: Step, now: datetime) -> None:
    values = {
        "work_item_id": item_id,
        "at": now,
        "state": step.state,
        "revision": step.revision,
        "reason": step.reason,
        "evidence": asdict(step.evidence),
    }
    connection.execute(insert(work_item_events).values(values))
