"""
What the running service does by itself, so that an installed help centre needs no timer of the system.

Each worker process looks every two seconds, and a moment after a search: it writes down the searches that it answered,
and begins a round, in a process of its own (`rounds_apart`), when the site was published again or a review is due. Once
a minute a round settles the search log and reviews the work items. Every ten minutes one writes down what search
learns from its searches, and once an hour one forgets what is too old, and puts right what a clock that was ahead has
dated.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from feedback_api.keeping.dated_ahead import put_right_what_is_dated_ahead
from feedback_api.keeping.retention import FORGET_EVERY, forget_sources, forget_what_is_due
from feedback_api.outbox.messages import forget_messages
from feedback_api.playback.store import forget_plays
from feedback_api.queue.turn import notice_and_review
from feedback_api.searches.learning_store import LEARN_EVERY, write_what_was_learned
from feedback_api.searches.log import SearchLog
from feedback_api.service import Feedback
from feedback_api.turns.chores import take_chore
from feedback_api.turns.turn_thread import TurnThread

ROUND_SECONDS = 2.0
GATHER_SECONDS = 0.2
REVIEW_EVERY = timedelta(minutes=1)


class Rounds(TurnThread):
    """A thread that makes a round every ``ROUND_SECONDS`` until it is stopped."""

    def __init__(
        self, feedback: Feedback, searches: SearchLog, make: Callable[[Feedback], object] | None = None
    ) -> None:
        """
        Look after *feedback* by rounds that *make* makes, else `make_round`, and write down its *searches*.

        Nothing happens before `start`.
        """
        super().__init__("rounds", look_seconds=ROUND_SECONDS, stop_seconds=2 * ROUND_SECONDS)
        self._feedback, self._searches = feedback, searches
        self._make = make or make_round

    def stop(self) -> None:
        """End without waiting for the next round, and write down the searches that wait."""
        self.stopped.set()
        self._searches.wake()
        super().stop()
        self._searches.flush()

    def wait(self) -> None:
        """Wait for a search at most; these come in bursts, and a burst is one write."""
        self._searches.wait(ROUND_SECONDS)
        self.stopped.wait(GATHER_SECONDS)

    def take_turn(self) -> None:
        """
        Write down the searches that wait, and make a round.

        Raises:
            DatabaseUnavailableError: the database cannot be used; searches go on waiting.

        """
        self._feedback.database.migrate()
        self._searches.flush()
        self._make(self._feedback)


def make_round(feedback: Feedback, review_every: timedelta = REVIEW_EVERY) -> bool:
    """
    Do what is due, and say whether the work items were reviewed.

    Raises:
        CatalogueError, DatabaseUnavailableError: see `notice_and_review`.

    """
    try:
        return notice_and_review(feedback, review_every)
    finally:
        _forget_and_learn(feedback, now=feedback.clock())


def _forget_and_learn(feedback: Feedback, *, now: datetime) -> None:
    with feedback.database.writing() as connection:
        forget_plays(connection, now=now)
        forgets = take_chore(connection, "forget", FORGET_EVERY, now=now)
        if forgets:
            put_right_what_is_dated_ahead(connection, now=now)
            forget_what_is_due(connection, feedback.retention, now=now)
            forget_sources(connection, now=now)
            forget_messages(connection, now=now)
        learns = feedback.experience is not None and take_chore(connection, "learn", LEARN_EVERY, now=now)
    if forgets:
        feedback.database.leave_no_traces()
    if learns and feedback.experience:
        write_what_was_learned(feedback.database, feedback.experience)
