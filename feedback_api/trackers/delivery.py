"""Telling the tracker of one work item, so that a crash at any point files nothing twice and loses nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from feedback_api.database.connections import Database
from feedback_api.evidence.policy import Policy
from feedback_api.queue.account import full_account_for
from feedback_api.queue.one_with import unhelped_by_each
from feedback_api.queue.weakest_section import Engine
from feedback_api.receivers.problems import ReceiverProblemError
from feedback_api.revisions.published import first_language
from feedback_api.service import Feedback
from feedback_api.trackers.material import NOTHING_JOINED, Sent, issue_state, to_send
from feedback_api.trackers.outbox import (
    Filed,
    Waiting,
    begin_filing,
    delivered,
    drop,
    find_filed,
    is_away,
    not_filed,
)
from feedback_api.trackers.problems import IssueAwayError
from feedback_api.trackers.text import Places, body_of, labels_of, marker_of, title_of
from feedback_api.trackers.tracker import Draft, Issue, Tracker
from feedback_api.work_items.life import AT_WORK, WAITING_TO_BE_TAKEN, WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.store import find_item

CLOCK_DIFFERENCE = timedelta(days=1)
"""How far the tracker's clock may be from ours when a lost issue is looked for among very many."""
MAY_COME_BACK = timedelta(days=1)
"""So long an issue that is not found is asked for again."""
MEANT_OPEN = WAITING_TO_BE_TAKEN | {State.IN_REVIEW}
"""While an item is one of these, nobody has closed its issue but by hand."""


class Outcome(StrEnum):
    """What became of an issue."""

    FILED = "filed"
    FOUND_AGAIN = "found again"
    UPDATED = "updated"
    CLOSED = "closed"
    REOPENED = "reopened"
    DELETED = "deleted or moved by somebody"


@dataclass(frozen=True)
class Delivery:
    """One work item on its way to the tracker."""

    database: Database
    tracker: Tracker
    item: WorkItem
    draft: Draft
    sent: Sent
    filed: Filed | None
    waiting: Waiting

    def make(self, *, now: datetime) -> Outcome | None:
        """
        Tell the tracker; None when there is nothing to tell any more.

        Raises:
            ReceiverProblemError: the tracker did not do it; the item still waits.

        """
        if self.filed and not (self.filed.deleted and self.item.state is State.REOPENED):
            return self._update(self.filed.issue, now)
        if self.waiting.filing_since:
            since = min(self.waiting.filing_since, now) - CLOCK_DIFFERENCE
            found = self.tracker.find(self.draft, since=since, now=now)
            if found:
                self._update(found, now)
                return Outcome.FOUND_AGAIN
        if self.item.state not in AT_WORK:
            with self.database.writing() as connection:
                drop(connection, self.tracker.key, self.item.id)
            return None
        return self._file(now)

    def _file(self, now: datetime) -> Outcome:
        if not self.waiting.filing_since:
            with self.database.writing() as connection:
                begin_filing(connection, self.tracker.key, self.item.id, now=now)
        try:
            issue = self.tracker.file(self.draft, now=now)
        except ReceiverProblemError as problem:
            if not problem.unknown:
                with self.database.writing() as connection:
                    not_filed(connection, self.tracker.key, self.item.id)
            raise
        self._remember(issue, now, deleted=False)
        return Outcome.FILED

    def _update(self, issue: Issue, now: datetime) -> Outcome:
        try:
            updated = self.tracker.update(issue, self.draft, now=now)
        except IssueAwayError:
            if not self._stayed_away(now):
                raise
            updated = None
        self._remember(updated or issue, now, deleted=updated is None)
        if updated is None:
            return Outcome.DELETED
        if self.draft.state == "closed":
            return Outcome.CLOSED
        was_open = self.filed is not None and self.filed.sent.state in MEANT_OPEN
        return Outcome.REOPENED if self.draft.state == "open" and not was_open else Outcome.UPDATED

    def _stayed_away(self, now: datetime) -> bool:
        """Say whether the issue was away as long ago as it may come back; the first time is written down."""
        since = self.waiting.away_since
        if since is not None and since <= now:
            return now - since >= MAY_COME_BACK
        with self.database.writing() as connection:
            is_away(connection, self.tracker.key, self.item.id, now=now)
        return False

    def _remember(self, issue: Issue, now: datetime, *, deleted: bool) -> None:
        with self.database.writing() as connection:
            delivered(connection, self.tracker.key, self.item.id, issue, self.sent, deleted=deleted, now=now)


def prepare_delivery(  # noqa: PLR0913 - what is told to whom, and where it is looked up
    feedback: Feedback, tracker: Tracker, waiting: Waiting, places: Places, engine: Engine, *, now: datetime
) -> Delivery:
    """Read what is known of the item now: what waited long is not told as it was then."""
    with feedback.database.reading() as connection:
        item = find_item(connection, waiting.work_item_id)
        filed = find_filed(connection, tracker.key, item.id)
        lang = first_language(connection) or "en"
        account = full_account_for(connection, item, Policy(), engine, now=now, lang=lang)
        joined = unhelped_by_each(connection, now=now).get(item.id, NOTHING_JOINED)
    sent, marker = to_send(item, joined, now=now), marker_of(account)
    told = json.dumps([marker, item.changed_at.isoformat(), asdict(sent)])
    draft = Draft(
        account=account,
        delivery=f"msg_{hashlib.sha256(told.encode()).hexdigest()[:32]}",
        marker=marker,
        title=title_of(account),
        body=body_of(account, places, lang),
        labels=labels_of(account),
        owner=account.owner and account.owner.removeprefix("@"),
        state=issue_state(sent, filed.sent if filed else None),
    )
    return Delivery(feedback.database, tracker, item, draft, sent, filed, waiting)
