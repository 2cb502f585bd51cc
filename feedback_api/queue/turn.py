"""One turn of the queue: what was published is noticed, and the work items are reviewed when that is due."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from feedback_api.queue.review import CHORE, ReviewFailedError, review
from feedback_api.service import Feedback
from feedback_api.turns.chores import begin_chore, take_chore

EXTENSION = "help-centre-rounds"
"""Where an app says that rounds are made for it: the staff pages then make none."""
REVIEWED_WITHIN = timedelta(minutes=5)
"""When no review has come to its end for so long, the probe of readiness says so."""

logger = logging.getLogger(__name__)


def notice_and_review(feedback: Feedback, review_every: timedelta) -> bool:
    """
    Notice what was published and review the work items when that is due; say whether they were reviewed.

    A review that fails is written to the log and holds up nothing else.

    Raises:
        CatalogueError: the new catalogue cannot be read; the last one stays, and the rest was done by it.
        DatabaseUnavailableError: the database cannot be used.

    """
    now = feedback.clock()
    feedback.database.migrate()
    try:
        feedback.published.notice(now=now)
    finally:
        reviewed = _review_if_due(feedback, review_every, now=now)
    return reviewed


def _review_if_due(feedback: Feedback, review_every: timedelta, *, now: datetime) -> bool:
    with feedback.database.writing() as connection:
        if not take_chore(connection, CHORE, review_every, now=now):
            return False
        begin_chore(connection, CHORE, REVIEWED_WITHIN, now=now)
    try:
        review(feedback.database, now=now)
    except ReviewFailedError as error:
        logger.error("%s", error.message, exc_info=error.__cause__)  # noqa: TRY400 - what went wrong, not where it was found
        return False
    return True
