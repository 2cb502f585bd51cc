"""The outbox in the database: what waits, and what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from feedback_api.receivers.problems import ReceiverProblemError
from feedback_api.trackers.material import NOTHING_JOINED, Sent, is_due
from feedback_api.trackers.tables import tracker_issues, tracker_outbox
from feedback_api.trackers.tracker import Issue
from feedback_api.work_items.names import State
from feedback_api.work_items.store import list_items


@dataclass(frozen=True)
class Waiting:
    """
    An item of which the tracker is to be told.

    ``filing_since`` when an issue may stand that is not known, ``away_since`` when one that stood is not found.
    """

    work_item_id: int
    attempts: int
    try_after: datetime
    filing_since: datetime | None
    away_since: datetime | None
    problem: str | None
    hint: str | None


@dataclass(frozen=True)
class Filed:
    """An issue that stands in the tracker, or stood there until somebody deleted it."""

    issue: Issue
    deleted: bool
    sent: Sent
    sent_at: datetime


def queue_changes(
    connection: Connection, tracker: str, *, now: datetime, joined: Mapping[int, Mapping[str, int]] | None = None
) -> None:
    """
    Put every item into the outbox of which the tracker knows too little; what waits there already stays.

    *joined* is what is one with each item, where it was looked up.
    """
    filed = _all_filed(connection, tracker)
    waiting = set(_ids(connection, tracker))
    for item in list_items(connection):
        known = filed.get(item.id)
        sent, sent_at, deleted = (known.sent, known.sent_at, known.deleted) if known else (None, None, False)
        more = (joined or {}).get(item.id, NOTHING_JOINED)
        if item.id not in waiting and is_due(item, sent, sent_at=sent_at, deleted=deleted, now=now, joined=more):
            values = {"tracker": tracker, "work_item_id": item.id, "queued_at": now, "try_after": now, "attempts": 0}
            connection.execute(insert(tracker_outbox).values(values))


def list_waiting(connection: Connection, tracker: str) -> list[Waiting]:
    """List all that waits, what may be tried first at the front."""
    query = select(tracker_outbox).where(tracker_outbox.c.tracker == tracker)
    ordered = query.order_by(tracker_outbox.c.try_after, tracker_outbox.c.queued_at, tracker_outbox.c.work_item_id)
    return [_waiting(row) for row in connection.execute(ordered)]


def find_waiting(connection: Connection, tracker: str, work_item_id: int) -> Waiting | None:
    """Find what waits for one item."""
    row = connection.execute(select(tracker_outbox).where(*_of(tracker_outbox, tracker, work_item_id))).one_or_none()
    return None if row is None else _waiting(row)


def find_filed(connection: Connection, tracker: str, work_item_id: int) -> Filed | None:
    """Find the issue of one item."""
    row = connection.execute(select(tracker_issues).where(*_of(tracker_issues, tracker, work_item_id))).one_or_none()
    return None if row is None else _filed(row)


def work_items_by_reference(connection: Connection, tracker: str) -> dict[str, int]:
    """Give the number of the work item that each issue is about."""
    query = select(tracker_issues.c.reference, tracker_issues.c.work_item_id).where(tracker_issues.c.tracker == tracker)
    return {row.reference: row.work_item_id for row in connection.execute(query)}


def begin_filing(connection: Connection, tracker: str, work_item_id: int, *, now: datetime) -> None:
    """Write down that an issue is about to be filed, before it is: a crash cannot hide it."""
    _change(connection, tracker, work_item_id, filing_since=now)


def not_filed(connection: Connection, tracker: str, work_item_id: int) -> None:
    """Write down that the tracker refused: no issue stands there."""
    _change(connection, tracker, work_item_id, filing_since=None)


def is_away(connection: Connection, tracker: str, work_item_id: int, *, now: datetime) -> None:
    """Write down that the issue is not found; it is given up when that stays so."""
    _change(connection, tracker, work_item_id, away_since=now)


def delivered(  # noqa: PLR0913 - what was sent, where it stands, and when
    connection: Connection, tracker: str, work_item_id: int, issue: Issue, sent: Sent, *, deleted: bool, now: datetime
) -> None:
    """Write down what the tracker was told, and take the item out of the outbox."""
    values = {
        "reference": issue.reference,
        "url": issue.url,
        "deleted": deleted,
        "sent": asdict(sent),
        "sent_at": now,
    }
    mine = _of(tracker_issues, tracker, work_item_id)
    if not connection.execute(update(tracker_issues).where(*mine).values(values)).rowcount:
        connection.execute(insert(tracker_issues).values(tracker=tracker, work_item_id=work_item_id, **values))
    drop(connection, tracker, work_item_id)


def drop(connection: Connection, tracker: str, work_item_id: int) -> None:
    """Take the item out of the outbox: nothing is to be told."""
    connection.execute(delete(tracker_outbox).where(*_of(tracker_outbox, tracker, work_item_id)))


def failed(
    connection: Connection, tracker: str, waiting: Waiting, problem: ReceiverProblemError, *, try_after: datetime
) -> None:
    """Write down why the item still waits, and until when."""
    _change(
        connection,
        tracker,
        waiting.work_item_id,
        attempts=waiting.attempts + 1,
        try_after=try_after,
        problem=problem.message,
        hint=problem.hint,
    )


def _ids(connection: Connection, tracker: str) -> list[int]:
    query = select(tracker_outbox.c.work_item_id).where(tracker_outbox.c.tracker == tracker)
    return [int(number) for number in connection.execute(query).scalars()]


def _all_filed(connection: Connection, tracker: str) -> dict[int, Filed]:
    rows = connection.execute(select(tracker_issues).where(tracker_issues.c.tracker == tracker))
    return {row.work_item_id: _filed(row) for row in rows}


def _of(table: Any, tracker: str, work_item_id: int) -> tuple[Any, Any]:
    return table.c.tracker == tracker, table.c.work_item_id == work_item_id


def _change(connection: Connection, tracker: str, work_item_id: int, **values: object) -> None:
    connection.execute(update(tracker_outbox).where(*_of(tracker_outbox, tracker, work_item_id)).values(values))


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        row.work_item_id, row.attempts, row.try_after, row.filing_since, row.away_since, row.problem, row.hint
    )


def _filed(row: Row[Any]) -> Filed:
    sent = Sent(**{**row.sent, "state": State(row.sent["state"])})
    return Filed(Issue(row.reference, row.url), row.deleted, sent, row.sent_at)
