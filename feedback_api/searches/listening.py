"""Every search that the service answers is noted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask

from feedback_api.searches.log import EXTENSION, Search, SearchLog
from feedback_api.service import Feedback, current_source
from search_service.signals import searched


def init_app(app: Flask, feedback: Feedback) -> None:
    """Let *app* note in its log what it searches for."""
    log = app.extensions[EXTENSION] = SearchLog(feedback.database)

    def note(_sender: object, article_ids: Sequence[str], **search: Any) -> None:
        first = article_ids[0] if article_ids else None
        came_from = current_source(str(search["search_id"]))
        log.note(Search(**search, searched_at=feedback.clock(), first_article_id=first, came_from=came_from))

    # The signal keeps no reference of its own: the listener lives as long as the app.
    app.extensions[f"{EXTENSION}-listener"] = note
    searched.connect(note, sender=app)
