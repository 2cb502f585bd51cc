"""
What the running service does by itself, so that an installed help centre needs no timer of the system.

Each worker process makes a round every two seconds, and a moment after a search: it writes down the searches that it
answered and looks whether the site was published again. Once a minute one worker of all settles the search log and
reviews the work items; looking at the staff pages does so too, at most every ten seconds. Every ten minutes one of
them writes down what search learns from its searches, and once an hour forgets what is too old.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from feedback_api.chores import take_chore
from feedback_api.flood_store import forget_sources
from feedback_api.learning_store import LEARN_EVERY, write_what_was_learned
from feedback_api.outbox.messages import forget_messages
from feedback_api.playback_store import forget_plays
from feedback_api.retention import FORGET_EVERY, forget_what_is_due
from feedback_api.review import review
from feedback_api.service import Feedback
from publishing.errors import HelpCentreError

ROUND_SECONDS = 2.0
GATHER_SECONDS = 0.2
REVIEW_EVERY = timedelta(minutes=1)
REVIEW_EVERY_WHEN_LOOKED_AT = timedelta(seconds=10)

logger = logging.getLogger(__name__)


class Rounds:
    """A thread that makes a round every ``ROUND_SECONDS`` until it is stopped."""

    def __init__(self, feedback: Feedback) -> None:
        """Look after *feedback*; nothing happens before `start`."""
        self._feedback = feedback
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Begin, in this process: after the fork."""
        self._thread.start()

    def stop(self) -> None:
        """End, and write down the searches that wait."""
        self._stopped.set()
        self._thread.join(timeout=2 * ROUND_SECONDS)
        self._feedback.searches.flush()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._feedback.searches.wait(ROUND_SECONDS)
            # Searches come in bursts: one write for a burst, not one for each.
            self._stopped.wait(GATHER_SECONDS)
            try:
                make_round(self._feedback)
            except HelpCentreError as error:
                logger.warning("%s %s", error.message, error.hint)
            except Exception:  # whatever one round stumbles over, the service must go on making rounds
                logger.exception("A round failed; the next one tries again.")


def make_round(feedback: Feedback, review_every: timedelta = REVIEW_EVERY) -> bool:
    """
    Do what is due, and say whether the work items were reviewed.

    Raises:
        CatalogueError: the new catalogue cannot be read; the last one stays.
        DatabaseUnavailableError: the database cannot be used; searches go on waiting.

    """
    now = feedback.clock()
    feedback.database.migrate()
    feedback.searches.flush()
    feedback.published.notice(now=now)
    with feedback.database.writing() as connection:
        if not take_chore(connection, "review", review_every, now=now):
            return False
        forget_plays(connection, now=now)
        if take_chore(connection, "forget", FORGET_EVERY, now=now):
            forget_what_is_due(connection, feedback.retention, now=now)
            forget_sources(connection, now=now)
            forget_messages(connection, now=now)
        learns = feedback.experience is not None and take_chore(connection, "learn", LEARN_EVERY, now=now)
    if learns and feedback.experience:
        write_what_was_learned(feedback.database, feedback.experience)
    review(feedback.database, now=now)
    return True
