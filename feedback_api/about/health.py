"""Whether the service is alive, and whether it can do its work."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from sqlalchemy import delete, text

from feedback_api.database.connections import DatabaseUnavailableError
from feedback_api.outbox.health import outbox_health
from feedback_api.queue.review import CHORE as REVIEW
from feedback_api.service import current_feedback
from feedback_api.turns.chores import is_overdue
from feedback_api.turns.tables import chores
from search_service.web.search import current_engine

# Removing what is not there writes nothing, and fails where nothing may be written.
NO_CHORE = ""

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that this process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """
    Say that the database and the search index answer, and what does not work beside them while the rest goes on.

    Messages may not go out, work items may not be reviewed, and a database that may only be read takes no ratings:
    they wait in readers' browsers.

    :raise 503: database or index do not answer.
    """
    feedback = current_feedback()
    with feedback.database.reading() as connection:
        connection.execute(text("SELECT 1"))
        failing = any(target.is_failing for target in outbox_health(connection, now=feedback.clock()))
        unreviewed = is_overdue(connection, REVIEW, now=feedback.clock())
    current_engine().get()
    try:
        with feedback.database.writing() as connection:
            connection.execute(delete(chores).where(chores.c.name == NO_CHORE))
            database = "ok"
    except DatabaseUnavailableError:
        database = "unwritable"
    return jsonify(
        status="ready",
        database=database,
        outbox="failing" if failing else "ok",
        review="failing" if unreviewed else "ok",
    )
