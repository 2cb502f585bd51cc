"""Whether the service is alive, and whether it can do its work."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from sqlalchemy import text

from feedback_api.outbox.health import outbox_health
from feedback_api.service import current_feedback
from search_service.web.search import current_engine

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that this process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """
    Say that the database and the search index answer, and whether messages go out: without them the rest goes on.

    :raise 503: one of them does not.
    """
    feedback = current_feedback()
    with feedback.database.reading() as connection:
        connection.execute(text("SELECT 1"))
        failing = any(target.is_failing for target in outbox_health(connection))
    current_engine().get()
    return jsonify(status="ready", outbox="failing" if failing else "ok")
