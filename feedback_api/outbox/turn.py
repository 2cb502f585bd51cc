"""One turn of a target at the outbox: what is due for it is handed over, one message after the other."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from feedback_api.database.connections import Database
from feedback_api.outbox.messages import (
    Message,
    MessageKind,
    TargetName,
    begin_sending,
    delivered,
    failed,
    next_due,
)
from feedback_api.outbox.targets import Target
from feedback_api.receivers.problems import ReceiverProblemError, Scope
from feedback_api.receivers.sole_sender import StillOurs, sole_sender
from feedback_api.receivers.standing import Standing, keep_standing, standing_of
from feedback_api.turns.waits import backoff
from publishing.errors import HelpCentreError

FIRST_WAIT = timedelta(seconds=5)
STANDING_PREFIX = "outbox "

logger = logging.getLogger(__name__)


@dataclass
class TurnReport:
    """What was delivered, by kind, and what went wrong."""

    delivered: Counter[MessageKind] = field(default_factory=Counter)
    problems: list[ReceiverProblemError] = field(default_factory=list)


@dataclass(frozen=True)
class SendingTurn:
    """
    One turn of one target; the others have their own, so that none waits for another one.

    ``by_hand`` tries at once what waits only because we chose to wait, all of it or ``only`` one message; ``stopped``
    ends it early.
    """

    database: Database
    name: TargetName
    target: Target
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    by_hand: bool = False
    only: int | None = None
    stopped: Callable[[], bool] = lambda: False

    def take(self) -> TurnReport | None:
        """
        Hand over all that is due; None when another process is at it.

        Raises:
            DatabaseUnavailableError: nothing more can be written down, so nothing more is sent.

        """
        report = TurnReport()
        with sole_sender(self.database, self.name) as still_ours:
            if still_ours is None:
                return None
            self._serve(report, still_ours)
        return report

    def _serve(self, report: TurnReport, still_ours: StillOurs) -> None:
        tried: set[int] = set()
        while not self.stopped() and not self._is_held() and still_ours():
            with self.database.reading() as connection:
                message = next_due(connection, self.name, now=self.clock(), by_hand=self.by_hand, only=self.only)
            if message is None or message.id in tried:
                return
            tried.add(message.id)
            if not self._hand_over(message, report):
                return

    def _hand_over(self, message: Message, report: TurnReport) -> bool:
        """Deliver one message; False when the target does not take any, just now."""
        with self.database.writing() as connection:
            begin_sending(connection, message, now=self.clock())
        try:
            _send(self.target, message, now=self.clock())
        except ReceiverProblemError as problem:
            logger.warning("%s %s", problem.message, problem.hint)
            report.problems.append(problem)
            self._note(message, problem)
            return problem.scope is not Scope.RECEIVER
        now = self.clock()
        with self.database.writing() as connection:
            delivered(connection, message, now=now)
            if standing_of(connection, STANDING_PREFIX + self.name).problem is not None:
                keep_standing(connection, STANDING_PREFIX + self.name, Standing())
        report.delivered[message.kind] += 1
        return True

    def _note(self, message: Message, problem: ReceiverProblemError) -> None:
        """Write down what went wrong, where staff finds it, and when to try again."""
        now = self.clock()
        with self.database.writing() as connection:
            own = now if problem.scope is Scope.RECEIVER else now + backoff(message.attempts, self.jitter(), FIRST_WAIT)
            failed(connection, message, problem, now=now, try_after=own)
            if problem.scope is Scope.RECEIVER:
                before = standing_of(connection, STANDING_PREFIX + self.name)
                until = problem.wait_until or now + backoff(before.failures, self.jitter(), FIRST_WAIT)
                standing = replace(
                    before,
                    held_until=until,
                    held_by_tracker=problem.wait_until is not None,
                    failures=before.failures + 1,
                    problem=problem.message,
                    hint=problem.hint,
                    problem_at=before.problem_at or now,
                )
                keep_standing(connection, STANDING_PREFIX + self.name, standing)

    def _is_held(self) -> bool:
        with self.database.reading() as connection:
            standing = standing_of(connection, STANDING_PREFIX + self.name)
        return standing.holds(by_hand=self.by_hand, now=self.clock())


def _send(target: Target, message: Message, *, now: datetime) -> None:
    try:
        target.send(message, now=now)
    except HelpCentreError:
        raise
    except Exception as error:  # one message that nobody foresaw holds up no other one
        logger.exception("The message %s cannot be sent.", message.id)
        raise ReceiverProblemError(
            f"The message {message.id} cannot be sent: {type(error).__name__}.",
            "Look at the service's log, then run 'help-centre outbox retry'.",
            scope=Scope.ITEM_AS_IT_IS,
            unknown=True,
        ) from error
