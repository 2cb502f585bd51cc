"""Whether the service is alive, and whether it can do its work."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from sqlalchemy import text

from feedback_api.service import current_feedback

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that this process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """
    Say that the database answers and a catalogue was read.

    :raise 503: the database cannot be used.
    """
    feedback = current_feedback()
    with feedback.database.reading() as connection:
        connection.execute(text("SELECT 1"))
    return jsonify(status="ready")
