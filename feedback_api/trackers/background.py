"""The thread of the running service that keeps the tracker up to date; a slow tracker holds up nothing else."""

from __future__ import annotations

import random
from datetime import timedelta

from feedback_api.queue.weakest_section import Engine
from feedback_api.service import Feedback
from feedback_api.trackers.settings import TrackerSettings
from feedback_api.trackers.sync import Turn, places_of
from feedback_api.trackers.tracker import Tracker
from feedback_api.turns.chores import take_chore
from feedback_api.turns.turn_thread import TurnThread

TURN_EVERY = timedelta(seconds=30)
LOOK_SECONDS = 5.0
STOP_SECONDS = 2.0
CHORE = "tracker-turn"


class TrackerThread(TurnThread):
    """A thread in each worker process; one of them all takes a turn with the tracker every ``TURN_EVERY``."""

    def __init__(self, feedback: Feedback, tracker: Tracker, settings: TrackerSettings, engine: Engine) -> None:
        """Tell *tracker* of the work items of *feedback*; nothing happens before `start`."""
        super().__init__("tracker", look_seconds=LOOK_SECONDS, stop_seconds=STOP_SECONDS)
        self._feedback = feedback
        self._tracker = tracker
        self._settings = settings
        self._engine = engine

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
        turn = Turn(self._feedback, self._tracker, places, self._engine, random.random, by_hand=False)
        return turn.take() is not None
