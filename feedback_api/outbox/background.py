"""The thread of the running service that hands messages over; a slow mail server holds up nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count

from feedback_api.outbox.targets import Targets
from feedback_api.outbox.turn import SendingTurn
from feedback_api.running.turn_thread import TurnThread
from feedback_api.service import Feedback

LOOK_SECONDS = 1.0
REST_SECONDS = 30.0
LOOKS_BEFORE_WRITING = 10
"""Looking for what is due locks the database for a moment; messages that wait are seen without that."""
STOP_SECONDS = 2.0


class SenderThread(TurnThread):
    """A thread in each worker process; one of them all is the sender, for as long as it has something to send."""

    def __init__(self, feedback: Feedback, targets: Targets, write: Callable[[], int]) -> None:
        """Send to *targets* what *write* and others have queued; nothing happens before `start`."""
        super().__init__("outbox", look_seconds=LOOK_SECONDS, stop_seconds=STOP_SECONDS, rest_seconds=REST_SECONDS)
        self._write = write
        self._looks = count()
        self._turn = SendingTurn(feedback.database, targets, feedback.clock, random.random, stopped=self.stopped.is_set)

    def take_turn(self) -> None:
        """Queue what is due, now and then, and hand over what waits."""
        if next(self._looks) % LOOKS_BEFORE_WRITING == 0:
            self._write()
        self._turn.take()
