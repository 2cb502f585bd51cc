"""The page that the mail of a repair leads to: it asks, and only its button answers, so no scanner of mails does."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request

from feedback_api.ratings.http import ratings_total
from feedback_api.ratings.rating import MAX_COMMENT_CHARS, MAX_GOAL_CHARS, REASON_LABELS
from feedback_api.repaired.answering import Notice, answer_notice, find_notice
from feedback_api.repaired.links import LinkDamagedError, read_token
from feedback_api.revisions.published import find_translation
from feedback_api.service import current_feedback
from feedback_api.web.relative import lead_to
from publishing.translations import noted
from search_service.web.errors import FieldError
from search_service.web.pages import CONTACT_ARTICLE
from search_service.web.shell import render_in_shell, way_to_root
from search_service.web.spoken import speak, t

GONE = 410
ANSWERS = {"yes": True, "no": False}

blueprint = Blueprint("repaired", __name__, template_folder="templates")


@blueprint.get("/helped/")
def ask() -> tuple[str, int]:
    """
    Ask whether the repaired page helps now, or say what was answered; looking changes nothing.

    :raise 404: the link is not whole.
    :raise 410: the link is too old.
    """
    token = request.args.get("link", "")
    feedback = current_feedback()
    try:
        with feedback.database.reading() as connection:
            link = read_token(connection, token)
            notice = find_notice(connection, link.notice_id)
            contact = find_translation(connection, CONTACT_ARTICLE, notice.lang)
    except LinkDamagedError as error:
        return _damaged(error)
    speak(notice.lang)
    if link.is_too_old:
        return _too_old(notice)
    values = {"notice": notice, "token": token, "contact": contact, **_words()}
    return _page(t("Did it help now?"), "repaired/ask.html", **values), 200


@blueprint.post("/helped/")
def answer() -> Response | tuple[str, int]:
    """
    Keep the answer, once, and lead back to the page, which then thanks or asks what is still missing.

    :raise 404: the link is not whole.
    :raise 410: the link is too old.
    :raise 422: the answer is neither yes nor no.
    """
    token = request.form.get("link", "")
    helpful = ANSWERS.get(request.form.get("helpful", ""))
    if helpful is None:
        raise FieldError("helpful", noted("The answer is neither yes nor no."), noted("Press one of the two buttons."))
    feedback = current_feedback()
    try:
        with feedback.database.writing() as connection:
            link = read_token(connection, token)
            notice = find_notice(connection, link.notice_id)
            kept = not link.is_too_old and answer_notice(connection, notice, helpful=helpful, now=feedback.clock())
    except LinkDamagedError as error:
        return _damaged(error)
    if link.is_too_old:
        speak(notice.lang)
        return _too_old(notice)
    if kept:
        ratings_total.labels(str(helpful).lower()).inc()
    return lead_to(f"{way_to_root()}helped/?link={token}")


def _damaged(error: LinkDamagedError) -> tuple[str, int]:
    """Say what is wrong with a link that names no article."""
    values = {"message": t(error.message), "hint": t(error.hint)}
    return _page(t("This link cannot be answered"), "repaired/refused.html", **values), error.http_status


def _too_old(notice: Notice) -> tuple[str, int]:
    """Lead from a link that is too old to the article that it names, which asks the same."""
    values = {
        "message": t("This link is too old to be answered."),
        "hint": t("Say on the page itself whether it helps now."),
        "notice": notice,
    }
    return _page(t("This link cannot be answered"), "repaired/refused.html", **values), GONE


def _words() -> dict[str, object]:
    return {"reasons": REASON_LABELS, "max_chars": {"goal": MAX_GOAL_CHARS, "comment": MAX_COMMENT_CHARS}}


def _page(title: str, template: str, **values: object) -> str:
    site: Path | None = current_app.config["SITE_FOLDER"]
    return render_in_shell(site, title, render_template(template, **values))


@blueprint.after_request
def _keep_private(response: Response) -> Response:
    """Let no cache and no other site keep the link."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
