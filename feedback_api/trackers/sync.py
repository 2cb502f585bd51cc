"""One turn with the tracker: read its pull requests, then tell it what is new."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from feedback_api.queue.one_with import unhelped_by_each
from feedback_api.queue.weakest_section import Engine
from feedback_api.receivers.problems import ReceiverProblemError, Scope
from feedback_api.receivers.sole_sender import StillOurs, sole_sender
from feedback_api.receivers.standing import Standing, keep_standing, standing_of
from feedback_api.service import Feedback
from feedback_api.trackers.delivery import Outcome, prepare_delivery
from feedback_api.trackers.outbox import Waiting, failed, list_waiting, queue_changes, work_items_by_reference
from feedback_api.trackers.problems import of_pull_requests
from feedback_api.trackers.pulls import let_go_by, taken_by
from feedback_api.trackers.settings import TrackerSettings
from feedback_api.trackers.text import Places
from feedback_api.trackers.tracker import Tracker
from feedback_api.turns.chores import take_chore
from feedback_api.turns.waits import LONGEST_BACKOFF, backoff, is_ahead
from feedback_api.work_items.life import WAITING_TO_BE_TAKEN, Step, WorkItem, step_of_person
from feedback_api.work_items.names import State
from feedback_api.work_items.store import WorkItemMovedError, list_items, move_item, waited_as
from publishing.errors import HelpCentreError

MAX_ITEMS_A_TURN = 20
"""Trackers dislike many new issues in a minute; the rest follows in the next turns."""
PULL_EVERY = timedelta(minutes=5)
FIRST_PULL = timedelta(days=30)
JOINED_EVERY = timedelta(minutes=10)
JOINED_CHORE = "tracker-joined"
SENDER = "tracker"
PULLED_TWICE = timedelta(minutes=10)
"""What changed shortly before the last look is looked at again: clocks differ, and lists lag behind."""

logger = logging.getLogger(__name__)


class BusyError(HelpCentreError):
    """Another process speaks to the tracker."""

    exit_status = 1


@dataclass
class SyncReport:
    """What one turn did, what went wrong, and what still waits."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    taken: list[int] = field(default_factory=list)
    let_go: list[int] = field(default_factory=list)
    problems: list[ReceiverProblemError] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)

    @property
    def went_well(self) -> bool:
        """Whether nothing waits because of the tracker."""
        return not self.problems and not (self.waiting and self.standing.problem)


def places_of(feedback: Feedback, settings: TrackerSettings) -> Places:
    """Say where the site, the staff pages and the sources are."""
    site_url = feedback.published.site_url() or ""
    return Places(site_url, settings.service_url or site_url, settings.edit_url or None)


@dataclass(frozen=True)
class Turn:
    """
    One turn with *tracker*; ``engine`` gives the search, which knows sections.

    ``by_hand`` tries at once what waits only because we chose to wait.
    """

    feedback: Feedback
    tracker: Tracker
    places: Places
    engine: Engine
    jitter: Callable[[], float]
    by_hand: bool

    def take(self) -> SyncReport | None:
        """
        Pull and push once; None when another process is at it.

        What the tracker does not do stays in the outbox, and the report says why.

        Raises:
            DatabaseUnavailableError: nothing more can be written down, so nothing more is sent.

        """
        with sole_sender(self.feedback.database, SENDER) as still_ours:
            return self._synchronise(still_ours) if still_ours else None

    def _synchronise(self, still_ours: StillOurs) -> SyncReport:
        report = SyncReport()
        joined = self._joined()
        with self.feedback.database.writing() as connection:
            queue_changes(connection, self.tracker.key, now=self.feedback.clock(), joined=joined)
        if not self._is_held() and self._pull(report):
            self._push(report, still_ours)
        with self.feedback.database.reading() as connection:
            report.waiting = list_waiting(connection, self.tracker.key)
            report.standing = standing_of(connection, self.tracker.key)
        return report

    def _joined(self) -> dict[int, dict[str, int]]:
        """Look up what is one with each item, every ``JOINED_EVERY``: that reads as much as a review."""
        now = self.feedback.clock()
        with self.feedback.database.writing() as connection:
            if not take_chore(connection, JOINED_CHORE, JOINED_EVERY, now=now) and not self.by_hand:
                return {}
        with self.feedback.database.reading() as connection:
            return unhelped_by_each(connection, now=now)

    def _is_held(self) -> bool:
        return self._standing().holds(by_hand=self.by_hand, now=self.feedback.clock())

    def _pull(self, report: SyncReport) -> bool:
        """Let pull requests take items, when it is time; False when the tracker is not to be asked anything more."""
        now = self.feedback.clock()
        last = self._standing().pulled_at
        if not self.by_hand and last is not None and last <= now < last + PULL_EVERY:
            return True
        with self.feedback.database.reading() as connection:
            items = list_items(connection, states=WAITING_TO_BE_TAKEN | {State.IN_REVIEW})
            issues = work_items_by_reference(connection, self.tracker.key)
        try:
            since = min(last or now, now) - (PULLED_TWICE if last else FIRST_PULL)
            is_asked = bool(items) or self._standing().problem is not None
            requests = list(self.tracker.pull_requests(since=since, now=now)) if is_asked else []
        except ReceiverProblemError as problem:
            # Issues can be written by tokens that may not read pull requests, and where there are none.
            self._note(of_pull_requests(problem), report, hold=not problem.is_refusal)
            return problem.is_refusal
        with self.feedback.database.writing() as connection:
            let_go = [
                (item, step_of_person(item, State.OPEN, reason, waited_as=waited_as(connection, item.id)))
                for item, reason in let_go_by(items, requests, issues)
            ]
            report.let_go += _move(connection, let_go, now)
            report.taken += _move(connection, taken_by(items, requests, issues), now)
            keep_standing(
                connection, self.tracker.key, replace(standing_of(connection, self.tracker.key), pulled_at=now)
            )
            queue_changes(connection, self.tracker.key, now=now)
            waiting = list_waiting(connection, self.tracker.key)
        # A token that may read and not write: what waits for that has not come right.
        if self._standing().problem not in {entry.problem for entry in waiting}:
            self._worked(report)
        return True

    def _push(self, report: SyncReport, still_ours: StillOurs) -> None:
        with self.feedback.database.reading() as connection:
            waiting = list_waiting(connection, self.tracker.key)
        now = self.feedback.clock()
        wait = [] if self.by_hand else [each for each in waiting if is_ahead(each.try_after, LONGEST_BACKOFF, now)]
        due = [entry for entry in waiting if entry not in wait][: None if self.by_hand else MAX_ITEMS_A_TURN]
        for entry in due:
            now = self.feedback.clock()
            if self._is_held() or not still_ours():
                return
            try:
                delivery = prepare_delivery(self.feedback, self.tracker, entry, self.places, self.engine, now=now)
                outcome = delivery.make(now=now)
            except ReceiverProblemError as problem:
                self._note(problem, report, entry)
                if problem.scope is Scope.RECEIVER:
                    return
                continue
            self._worked(report)
            if outcome:
                report.outcomes[outcome] += 1

    def _note(
        self, problem: ReceiverProblemError, report: SyncReport, entry: Waiting | None = None, *, hold: bool = True
    ) -> None:
        """Write down what went wrong, where the staff pages find it, and when to try again."""
        logger.warning("%s %s", problem.message, problem.hint)
        report.problems.append(problem)
        now, key = self.feedback.clock(), self.tracker.key
        with self.feedback.database.writing() as connection:
            standing = standing_of(connection, key)
            if entry is not None:
                own = now if problem.wait_until else now + backoff(entry.attempts, self.jitter())
                failed(connection, key, entry, problem, try_after=own)
            if problem.scope is Scope.RECEIVER:
                said = replace(standing, problem=problem.message, hint=problem.hint, problem_at=now, pulled_at=now)
                until = problem.wait_until or now + backoff(standing.failures, self.jitter())
                by_tracker = problem.wait_until is not None
                held = replace(
                    said,
                    held_until=until,
                    held_by_tracker=by_tracker,
                    failures=standing.failures + 1,
                    pulled_at=standing.pulled_at,
                )
                keep_standing(connection, key, held if hold else said)

    def _worked(self, report: SyncReport) -> None:
        """Forget what went wrong in earlier turns."""
        standing = self._standing()
        if standing.problem is not None and not any(problem.scope is Scope.RECEIVER for problem in report.problems):
            with self.feedback.database.writing() as connection:
                keep_standing(connection, self.tracker.key, Standing(pulled_at=standing.pulled_at))

    def _standing(self) -> Standing:
        with self.feedback.database.reading() as connection:
            return standing_of(connection, self.tracker.key)


def _move(connection: Connection, steps: list[tuple[WorkItem, Step]], now: datetime) -> list[int]:
    """Take the steps, but for items that moved in the meantime, and give the numbers of those that were moved."""
    moved: list[int] = []
    for item, step in steps:
        try:
            move_item(connection, item, step, now=now)
            moved.append(item.id)
        except WorkItemMovedError:
            continue
    return moved
