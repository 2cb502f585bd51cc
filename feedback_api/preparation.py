"""What has to stand before anything works: the database's schema, and what the catalogue says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from feedback_api.database import Database
from feedback_api.published import Published
from feedback_api.retention import retention
from feedback_api.search_log import SearchLog
from feedback_api.service import Feedback
from feedback_api.settings import FeedbackSettings
from search_service.settings import SearchSettings


def prepare(search: SearchSettings, settings: FeedbackSettings, *, clock: Callable[[], datetime]) -> Feedback:
    """
    Bring the database's schema up to date, and remember what the catalogue says.

    Raises:
        CatalogueError: there is no catalogue yet, or it is damaged.
        DatabaseUnavailableError: the database cannot be used.

    """
    database = Database(settings.database_url)
    database.migrate()
    published = Published(database, search.catalogue_source)
    published.notice(now=clock())
    return Feedback(database, published, SearchLog(database), retention(settings), clock)
