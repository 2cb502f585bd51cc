"""The staff page of ratings, searches, visits and questions that were set aside, where a person puts them back."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, render_template, request, url_for

from feedback_api.contact.one_person import list_set_aside_questions, put_back_questions
from feedback_api.missing_pages.visits import list_set_aside_visits, put_back_visits
from feedback_api.ratings.flood_store import list_floods, put_back
from feedback_api.revisions.languages import has_several_languages
from feedback_api.search_causes.floods import list_set_aside, put_back_searches
from feedback_api.service import current_feedback
from feedback_api.sign_in.access import keep_private, require_staff
from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW, FloodReason
from publishing.translations import noted, said
from search_service.web.page_language import page_language

MOST = {
    FloodReason.ONE_SOURCE: MOST_FROM_ONE_SOURCE,
    FloodReason.ONE_PLACE: MOST_FROM_ONE_SOURCE,
    FloodReason.BURST: MOST_WITHIN_THE_WINDOW,
}
REASONS = {
    FloodReason.ONE_SOURCE: noted("More than {number} from one source within a day; its first rating counts."),
    FloodReason.ONE_PLACE: noted("More than {number} from one source while they count; the first ones count."),
    FloodReason.BURST: noted("More than {number} within a minute."),
}
REASONS_OF_SEARCHES = {
    FloodReason.ONE_SOURCE: noted("More than {number} from one source within a day."),
    FloodReason.ONE_PLACE: noted("More than {number} from one source while they count; the first ones count."),
    FloodReason.BURST: noted("More than {number} within a minute, from nobody knows where."),
}

blueprint = Blueprint("set_aside", __name__, url_prefix="/staff/set-aside", template_folder="templates")
blueprint.before_request(require_staff)
blueprint.after_request(keep_private)


@blueprint.get("/")
def floods() -> str:
    """List the floods, latest first."""
    with current_feedback().database.reading() as connection:
        found = list_floods(connection)
        searches, visits = list_set_aside(connection), list_set_aside_visits(connection)
        questions = list_set_aside_questions(connection)
        several = has_several_languages(connection)
    return render_template(
        "staff/set_aside.html",
        floods=found,
        reasons=_in_words(REASONS),
        searches=searches,
        reasons_of_searches=_in_words(REASONS_OF_SEARCHES),
        visits=visits,
        questions=questions,
        has_several_languages=several,
    )


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
    return _back_to_the_list()


@blueprint.post("/searches/<int:cause_id>/put-back")
def count_searches_after_all(cause_id: int) -> Response:
    """
    Let the next review count the searches of a question that were set aside.

    :raise 403: from another site's page, or not a form of this session.
    :raise 404: none of it are set aside.
    """
    with current_feedback().database.writing() as connection:
        put_back_searches(connection, cause_id)
    return _back_to_the_list()


@blueprint.post("/visits/put-back")
def count_visits_after_all() -> Response:
    """
    Count the visits to an address, the form's ``path``, that were set aside.

    :raise 403: from another site's page, or not a form of this session.
    :raise 404: none of them are set aside.
    """
    with current_feedback().database.writing() as connection:
        put_back_visits(connection, request.form.get("path", ""))
    return _back_to_the_list()


@blueprint.post("/questions/put-back")
def count_questions_after_all() -> Response:
    """
    Count the questions after an article, the form's ``article_id`` in its ``lang``, that were set aside.

    :raise 403: from another site's page, or not a form of this session.
    :raise 404: none of them are set aside.
    """
    with current_feedback().database.writing() as connection:
        put_back_questions(connection, (request.form.get("article_id", ""), request.form.get("lang", "")))
    return _back_to_the_list()


def _in_words(reasons: Mapping[FloodReason, str]) -> dict[FloodReason, str]:
    return {reason: said(text, page_language()).format(number=MOST[reason]) for reason, text in reasons.items()}


def _back_to_the_list() -> Response:
    response = redirect(url_for("set_aside.floods"), code=303)
    assert isinstance(response, Response)
    return response
