"""The feedback service as commands use it: database and catalogue, without a web server."""

from __future__ import annotations

from feedback_api.preparation import prepare
from feedback_api.service import Feedback, utc_now
from feedback_api.settings import FeedbackSettings
from publishing.settings import read_settings
from search_service.settings import SearchSettings


def open_feedback() -> Feedback:
    """
    Open the database that the settings name and read the catalogue if it changed.

    Raises:
        CatalogueError: there is no catalogue yet, or it is damaged.
        DatabaseUnavailableError: the database cannot be used.

    """
    return prepare(read_settings(SearchSettings), read_settings(FeedbackSettings), clock=utc_now)
