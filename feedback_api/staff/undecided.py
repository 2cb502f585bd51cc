"""The staff page of articles that ratings have not decided, with what other signals say."""

from __future__ import annotations

from flask import Blueprint, render_template

from feedback_api.queue.undecided import list_undecided
from feedback_api.service import current_feedback
from feedback_api.sign_in.access import keep_private, require_staff
from feedback_api.staff.steps import POLICY, bring_up_to_date
from feedback_api.work_items.sentences import in_words, what_is_missing

blueprint = Blueprint("undecided", __name__, url_prefix="/staff/undecided", template_folder="templates")
blueprint.before_request(require_staff)
blueprint.after_request(keep_private)


@blueprint.get("/")
def undecided() -> str:
    """List doubtful articles, those that probably leave the most people unhelped first."""
    bring_up_to_date()
    feedback = current_feedback()
    with feedback.database.reading() as connection:
        found = list_undecided(connection, POLICY, now=feedback.clock())
    return render_template(
        "staff/undecided.html", found=found, in_words=in_words, what_is_missing=what_is_missing, policy=POLICY
    )
