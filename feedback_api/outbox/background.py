"""The threads of the running service that write messages and hand them over; a slow target holds up nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable

from feedback_api.outbox.messages import TargetName
from feedback_api.outbox.targets import Target, Targets
from feedback_api.outbox.turn import SendingTurn
from feedback_api.service import Feedback
from feedback_api.turns.turn_thread import TurnThread

LOOK_SECONDS = 1.0
REST_SECONDS = 30.0
WRITE_SECONDS = 10.0
"""Looking for what is due locks the database for a moment; messages that wait are seen without that."""
STOP_SECONDS = 2.0


def delivery_threads(feedback: Feedback, targets: Targets, write: Callable[[], int]) -> list[TurnThread]:
    """Make the threads of one worker: one a target, and one that lets *write* queue mails where there is mail."""
    threads: list[TurnThread] = [SenderThread(feedback, name, target) for name, target in targets.items()]
    return [*threads, WriterThread(write)] if "mail" in targets else threads


class SenderThread(TurnThread):
    """
    A thread for each target in each worker process; one of them all sends to it, for as long as there is something.

    A target that hangs holds up its own messages alone.
    """

    def __init__(self, feedback: Feedback, name: TargetName, target: Target) -> None:
        """Send to *target* what is queued for it; nothing happens before `start`."""
        super().__init__(
            f"outbox {name}", look_seconds=LOOK_SECONDS, stop_seconds=STOP_SECONDS, rest_seconds=REST_SECONDS
        )
        self._turn = SendingTurn(
            feedback.database, name, target, feedback.clock, random.random, stopped=self.stopped.is_set
        )

    def take_turn(self) -> None:
        """Hand over what waits."""
        self._turn.take()


class WriterThread(TurnThread):
    """A thread that queues what the service writes by itself, when it is due."""

    def __init__(self, write: Callable[[], int]) -> None:
        """Let *write* look now and then; nothing happens before `start`."""
        super().__init__("writer", look_seconds=WRITE_SECONDS, stop_seconds=STOP_SECONDS, rest_seconds=REST_SECONDS)
        self._write = write

    def take_turn(self) -> None:
        """Queue what is due."""
        self._write()
