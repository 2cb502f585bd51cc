"""What has to stand before anything works: the database's schema, and what the catalogue says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from feedback_api.contact.settings import ContactSettings
from feedback_api.database.connections import Database, DatabaseMisconfiguredError, DatabaseUnavailableError
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.outbox.targets import chosen_targets
from feedback_api.revisions.published import Published
from feedback_api.searches.learning_store import forget_unless_learning
from feedback_api.service import Feedback
from feedback_api.settings import FeedbackSettings
from feedback_api.sign_in.settings import StaffSettings
from feedback_api.trackers.choice import chosen_tracker
from feedback_api.trackers.settings import TrackerSettings
from publishing.catalogue import CatalogueError
from publishing.settings import read_settings
from search_service.settings import SearchSettings

logger = logging.getLogger(__name__)


def check_settings() -> None:
    """
    Read the settings of each part that people set up, before any process is started that could only die of them.

    Raises:
        SettingError: one of them is missing or cannot be understood.

    """
    chosen_tracker(read_settings(TrackerSettings))
    chosen_targets(read_settings(DeliverySettings))
    read_settings(StaffSettings).check()
    read_settings(ContactSettings).check()


def prepare(search: SearchSettings, settings: FeedbackSettings, *, clock: Callable[[], datetime]) -> Feedback:
    """
    Bring the database's schema up to date, and remember what the catalogue says.

    A catalogue that cannot be read just now changes nothing that is known of it.

    Raises:
        CatalogueError: the catalogue cannot be read, and never was.
        DatabaseUnavailableError: the database cannot be used.

    """
    forget_unless_learning(search)
    feedback = parts_of(search, settings, clock)
    _bring_up_to_date(feedback)
    return feedback


def prepare_to_serve(search: SearchSettings, settings: FeedbackSettings, *, clock: Callable[[], datetime]) -> Feedback:
    """
    Prepare as `prepare` does, as far as the database allows: pages and search need none, and rounds try again.

    Raises:
        CatalogueError: the catalogue cannot be read, and never was.
        DatabaseMisconfiguredError: no database is ever going to answer.

    """
    forget_unless_learning(search)
    feedback = parts_of(search, settings, clock)
    try:
        _bring_up_to_date(feedback)
    except DatabaseMisconfiguredError:
        raise
    except DatabaseUnavailableError as error:
        logger.warning("%s Ratings are refused until it can.", error.message)
    return feedback


def parts_of(search: SearchSettings, settings: FeedbackSettings, clock: Callable[[], datetime]) -> Feedback:
    """Put the parts of the service together; nothing is opened yet."""
    database = Database(settings.database_url)
    published = Published(database, search.catalogue_source)
    return Feedback(database, published, settings.retention, clock, search.experience, settings.shared_addresses)


def _bring_up_to_date(feedback: Feedback) -> None:
    feedback.database.migrate()
    try:
        feedback.published.notice(now=feedback.clock(), at_once=True)
    except CatalogueError as error:
        if not feedback.published.is_known():
            raise
        logger.warning("%s What was known of it goes on.", error.message)
