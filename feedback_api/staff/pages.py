"""Staff pages: the queue, one item, one article; plain forms and tables that work without JavaScript."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from feedback_api.queue.account import full_account_for
from feedback_api.queue.causes import POLICIES
from feedback_api.queue.testimony import by_text, hear
from feedback_api.ratings.readings import judge, read_counts
from feedback_api.replies.of_article import replies_of
from feedback_api.revisions.published import find_article, find_translation
from feedback_api.search_causes.account import questions_kept_from
from feedback_api.service import current_feedback
from feedback_api.sign_in.access import keep_private, require_staff
from feedback_api.staff.curve import rating_curve
from feedback_api.staff.steps import (
    MAX_REASON_CHARS,
    POLICY,
    WorkItemQuery,
    WorkItemStep,
    bring_up_to_date,
    look,
    take_step,
)
from feedback_api.staff.tallies import revision_tallies, tally
from feedback_api.staff.tracking import item_tracking, tracking
from feedback_api.work_items.kinds import KINDS
from feedback_api.work_items.life import AT_WORK, WAITING_TO_BE_TAKEN
from feedback_api.work_items.names import STATE_LABELS, State
from feedback_api.work_items.notes import MAX_NOTE_CHARS
from feedback_api.work_items.sentences import in_words, reason_in_words, what_is_missing
from feedback_api.work_items.store import find_item, list_events, list_items
from publishing.articles.text import clock
from publishing.translations.days_and_numbers import decimal, moment, short_day
from search_service.web.errors import parse
from search_service.web.page_language import page_language
from search_service.web.search import current_engine

blueprint = Blueprint(
    "staff",
    __name__,
    url_prefix="/staff",
    template_folder="templates",
    static_folder="assets",
    static_url_path="/assets",
)
blueprint.before_request(require_staff)
blueprint.after_request(keep_private)


@blueprint.context_processor
def words() -> dict[str, object]:
    """Give templates the words for states and kinds, and the policy."""
    return {
        "state_labels": STATE_LABELS,
        "kinds": KINDS,
        "policy": POLICY,
        "policies": POLICIES,
        "in_words": in_words,
        "what_is_missing": what_is_missing,
        "reason_in_words": lambda reason: reason_in_words(reason, page_language()),
        "clock": clock,
        "by_text": by_text,
    }


@blueprint.app_template_filter("moment")
def moment_of(time: datetime) -> str:
    """Write a time for people."""
    return moment(time, page_language())


@blueprint.app_template_filter("day")
def day_of(date: date) -> str:
    """Write a day for people."""
    return short_day(date, page_language())


@blueprint.app_template_filter("decimal")
def decimal_of(number: float, places: int | None = 1) -> str:
    """Write a number for people."""
    return decimal(number, page_language(), places=places)


@blueprint.get("/work-items/")
def work_items() -> str:
    """
    Show the queue.

    :raise 422: a parameter is wrong.
    """
    query = parse(WorkItemQuery, request.args)
    listed = look(query)
    with current_feedback().database.reading() as connection:
        # Adding everything up takes a while in a big help centre; it is told only where there is nothing else to tell.
        so_far = None if listed.total else tally(connection)
        tracked = tracking(connection)
    return render_template("staff/work_items.html", query=query, listed=listed, so_far=so_far, tracked=tracked)


@blueprint.get("/work-items/<int:item_id>")
def work_item(item_id: int) -> str:
    """
    Show one item: why it is there, in readers' words, and what became of it.

    :raise 404: no such item.
    """
    bring_up_to_date()
    feedback = current_feedback()
    now = feedback.clock()
    with feedback.database.reading() as connection:
        item = find_item(connection, item_id)
        under_proof = item.revision if item.kind == "poor-rating" and item.state is State.SHIPPED else None
        article = find_article(connection, item.article_id, lang=item.lang)
        return render_template(
            "staff/work_item.html",
            item=full_account_for(connection, item, POLICY, current_engine().get, now=now, lang=page_language()),
            events=list_events(connection, item_id),
            can_take=item.state in WAITING_TO_BE_TAKEN,
            can_dismiss=item.state in AT_WORK,
            max_reason_chars=MAX_REASON_CHARS,
            max_note_chars=MAX_NOTE_CHARS,
            tracked=item_tracking(connection, item_id),
            curve=rating_curve(connection, (item.article_id, item.lang), POLICY, now=now, under_proof=under_proof),
            replies=replies_of(connection, article) if article else None,
        )


@blueprint.post("/work-items/<int:item_id>")
def change_work_item(item_id: int) -> Response:
    """
    Take an item, let go of it, or dismiss it.

    :raise 403: from another site's page, or not a form of this session.
    :raise 404: no such item.
    :raise 409: the item cannot take this step.
    :raise 422: a field is missing or wrong.
    """
    take_step(item_id, parse(WorkItemStep, request.form.to_dict()))
    response = redirect(url_for("staff.work_item", item_id=item_id), code=303)
    assert isinstance(response, Response)
    return response


@blueprint.get("/articles/<article_id>")
def article(article_id: str) -> str:
    """
    Show what readers say of an article, with ``?lang=de`` of its German text: what is published and was before.

    :raise 404: no such article is published.
    """
    bring_up_to_date()
    feedback = current_feedback()
    now = feedback.clock()
    with feedback.database.reading() as connection:
        found = find_translation(connection, article_id, request.args.get("lang"))
        if found is None:
            abort(404)
        key = (found.id, found.lang)
        reading = judge(read_counts(connection, POLICY, now=now), POLICY, undecided=[key])[key]
        return render_template(
            "staff/article.html",
            article=found,
            evidence=reading.evidence,
            said=hear(connection, key, POLICY, now=now),
            revisions=revision_tallies(connection, key),
            items=[item for item in list_items(connection, article_id=article_id) if item.lang == found.lang],
            curve=rating_curve(connection, key, POLICY, now=now),
            kept_away=questions_kept_from(connection, key, now=now),
            replies=replies_of(connection, found),
        )
