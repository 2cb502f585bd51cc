"""
Rounds in processes of their own, so that a review takes neither time nor memory from those who search.

The threads of a worker share one interpreter, which computes for one of them at a time: reading the words of a large
site held up every search of that worker. What a worker does itself takes a moment: it writes down the searches that it
answered, and looks whether anything is due. A round then is a process that begins, does what is due, and ends.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from datetime import timedelta

from feedback_api.preparation import parts_of
from feedback_api.queue.review import CHORE
from feedback_api.queue.turn import REVIEWED_WITHIN
from feedback_api.running.rounds import REVIEW_EVERY, make_round
from feedback_api.service import Feedback, utc_now
from feedback_api.settings import FeedbackSettings
from feedback_api.turns.chores import begin_chore, is_taken, take_chore
from publishing.errors import HelpCentreError
from publishing.settings import read_settings
from search_service.settings import SearchSettings

COMMAND = (sys.executable, "-P", "-m", "feedback_api.running.rounds_apart")
# Two workers that see at once that something is due begin one process.
BEGIN_EVERY = timedelta(seconds=4)
REST_SECONDS = 20.0
# A start has enough to do: the first review can wait, a new publication not.
FIRST_REVIEW_SECONDS = 20.0
# What a round takes from the processor is left over by those who search: it keeps the database from others for moments
# alone, so that nobody waits for a round that waits itself.
NICENESS = 10

logger = logging.getLogger(__name__)


class RoundsApart:
    """Begins a round when one is due and none of this worker's is under way; after one that failed it rests."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._rests_until = 0.0
        self._reviews_from = time.monotonic() + FIRST_REVIEW_SECONDS

    def __call__(self, feedback: Feedback) -> None:
        """
        Let another process do what is due.

        Raises:
            DatabaseUnavailableError: the database cannot be used.

        """
        now = time.monotonic()
        if self.is_under_way() or now < self._rests_until:
            return
        if is_due(feedback, reviews=now >= self._reviews_from):
            self._begin(feedback)

    def _begin(self, feedback: Feedback) -> None:
        with feedback.database.writing() as connection:
            # A process that cannot begin, or ends before its first step, says nothing of itself.
            begin_chore(connection, CHORE, REVIEWED_WITHIN, now=feedback.clock())
        try:
            # It writes what it has to say to the log of the service, and Ctrl-C is for the service to hear. It stays
            # in its session: between sessions Linux may share out the processor whoever is to wait for whom.
            self._process = subprocess.Popen(COMMAND, process_group=0)  # noqa: S603 - our own command
            os.setpriority(os.PRIO_PROCESS, self._process.pid, NICENESS)
        except OSError as error:  # no memory for another process, or no right to start one
            logger.warning("No round can begin just now (%s): what is due waits.", error.strerror)
            self._rests_until = time.monotonic() + REST_SECONDS

    def stop(self) -> None:
        """End a round that is under way; what it has not written is left for the next one."""
        if self._process is not None and self.is_under_way():
            self._process.terminate()
            self._process.wait()

    def is_under_way(self) -> bool:
        """Say whether a round of this worker goes on; one that has ended badly lets the next one wait."""
        if self._process is None:
            return False
        status = self._process.poll()
        if status is None:
            return True
        self._process = None
        if status:
            self._rests_until = time.monotonic() + REST_SECONDS
        return False


def is_due(feedback: Feedback, *, reviews: bool = True) -> bool:
    """Say whether there is something to do in a round, *reviews* included, and that this worker is to begin it."""
    now = feedback.clock()
    with feedback.database.reading() as connection:
        reviewed = not reviews or is_taken(connection, CHORE, REVIEW_EVERY, now=now)
    if reviewed and not feedback.published.may_have_changed(now=now):
        return False
    with feedback.database.writing() as connection:
        return take_chore(connection, "round", BEGIN_EVERY, now=now)


def main() -> int:
    """Make a round with the settings of the environment."""
    feedback = parts_of(read_settings(SearchSettings), read_settings(FeedbackSettings), utc_now)
    try:
        make_round(feedback)
    except HelpCentreError as error:
        sys.stderr.write(f"{error.message} {error.hint}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
