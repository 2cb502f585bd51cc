"""The staff page of ratings that were set aside, where a person puts them back."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for

from feedback_api.ratings.flood_store import list_floods, put_back
from feedback_api.ratings.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW, FloodReason
from feedback_api.service import current_feedback
from feedback_api.staff.access import require_staff
from feedback_api.staff.pages import keep_private

REASONS = {
    FloodReason.ONE_SOURCE: f"More than {MOST_FROM_ONE_SOURCE} from one source within a day; its first rating counts",
    FloodReason.BURST: f"More than {MOST_WITHIN_THE_WINDOW} within a minute",
}

blueprint = Blueprint("set_aside", __name__, url_prefix="/staff/set-aside", template_folder="templates")
blueprint.before_request(require_staff)
blueprint.after_request(keep_private)


@blueprint.get("/")
def floods() -> str:
    """List the floods, latest first."""
    with current_feedback().database.reading() as connection:
        found = list_floods(connection)
    return render_template("staff/set_aside.html", floods=found, reasons=REASONS)


@blueprint.post("/<int:flood_id>/put-back")
def count_after_all(flood_id: int) -> Response:
    """
    Count the ratings of a flood after all.

    :raise 403: from another site's page, or not a form of this session.
    :raise 404: no such flood.
    """
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        put_back(connection, flood_id, now=feedback.clock())
    response = redirect(url_for("set_aside.floods"), code=303)
    assert isinstance(response, Response)
    return response
