"""The thread of the running service that hands messages over; a slow mail server holds up nothing else."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from itertools import count

from feedback_api.outbox.targets import Targets
from feedback_api.outbox.turn import SendingTurn
from feedback_api.service import Feedback
from publishing.errors import HelpCentreError

LOOK_SECONDS = 1.0
PAUSE_SECONDS = 30.0
LOOKS_BEFORE_WRITING = 10
"""Looking for what is due locks the database for a moment; messages that wait are seen without that."""
STOP_SECONDS = 2.0

logger = logging.getLogger(__name__)


class SenderThread:
    """A thread in each worker process; one of them all is the sender, for as long as it has something to send."""

    def __init__(self, feedback: Feedback, targets: Targets, write: Callable[[], int]) -> None:
        """Send to *targets* what *write* and others have queued; nothing happens before `start`."""
        self._feedback = feedback
        self._targets = targets
        self._write = write
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        """Begin, in this process: after the fork."""
        self._thread.start()

    def stop(self) -> None:
        """End after the message that is on its way just now."""
        self._stopped.set()
        self._thread.join(timeout=STOP_SECONDS)

    def _run(self) -> None:
        feedback = self._feedback
        turn = SendingTurn(
            feedback.database, self._targets, feedback.clock, random.random, stopped=self._stopped.is_set
        )
        looks = count()
        while not self._stopped.wait(LOOK_SECONDS):
            try:
                if next(looks) % LOOKS_BEFORE_WRITING == 0:
                    self._write()
                turn.take()
            except HelpCentreError as error:
                logger.warning("%s %s", error.message, error.hint)
                self._stopped.wait(PAUSE_SECONDS)
            except Exception:  # whatever one turn stumbles over, the next one tries again
                logger.exception("A turn at the outbox failed; the next one tries again.")
                self._stopped.wait(PAUSE_SECONDS)
