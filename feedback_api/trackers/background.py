"""The thread of the running service that keeps the tracker up to date; a slow tracker holds up nothing else."""

from __future__ import annotations

import logging
import random
import threading
from datetime import timedelta

from feedback_api.chores import take_chore
from feedback_api.service import Feedback
from feedback_api.trackers.settings import TrackerSettings
from feedback_api.trackers.sync import Turn, places_of
from feedback_api.trackers.tracker import Tracker
from publishing.errors import HelpCentreError

TURN_EVERY = timedelta(seconds=30)
LOOK_SECONDS = 5.0
STOP_SECONDS = 2.0
CHORE = "tracker-turn"

logger = logging.getLogger(__name__)


class TrackerThread:
    """A thread in each worker process; one of them all takes a turn with the tracker every ``TURN_EVERY``."""

    def __init__(self, feedback: Feedback, tracker: Tracker, settings: TrackerSettings) -> None:
        """Tell *tracker* of the work items of *feedback*; nothing happens before `start`."""
        self._feedback = feedback
        self._tracker = tracker
        self._settings = settings
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tracker", daemon=True)

    def start(self) -> None:
        """Begin, in this process: after the fork."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is on its way just now is found again by the next start."""
        self._stopped.set()
        self._thread.join(timeout=STOP_SECONDS)

    def _run(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            try:
                self.take_turn()
            except HelpCentreError as error:
                logger.warning("%s %s", error.message, error.hint)
            except Exception:
                logger.exception("A turn with the tracker failed; the next one tries again.")

    def take_turn(self) -> bool:
        """
        Take a turn if one is due, and say whether it was.

        Raises:
            DatabaseUnavailableError: the database cannot be used.

        """
        with self._feedback.database.writing() as connection:
            if not take_chore(connection, CHORE, TURN_EVERY, now=self._feedback.clock()):
                return False
        places = places_of(self._feedback, self._settings)
        turn = Turn(self._feedback, self._tracker, places, random.random, by_hand=False)
        return turn.take() is not None
