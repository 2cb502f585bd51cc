"""The way to a person without a script: the site's page filled in, the plain form, and the page of its receipt."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, current_app, render_template, request
from sqlalchemy import select

from feedback_api.contact.asking import has_copy
from feedback_api.contact.passed_on import PassedOn, entries_in_address, entries_in_form, passed_on
from feedback_api.contact.question import MAX_NAME_CHARS, MAX_QUESTION_CHARS, VisitEntry
from feedback_api.contact.tables import questions
from feedback_api.contact.taking import hours_now, read_question, say_when_to_return, take
from feedback_api.database.connections import DatabaseUnavailableError
from feedback_api.mails.addresses import MAX_EMAIL_CHARS
from feedback_api.outbox.delivery import current_delivery
from feedback_api.service import current_feedback
from feedback_api.web.bodies import is_form
from feedback_api.web.relative import lead_to
from feedback_api.web.security import content_security_policy
from feedback_api.web.site import serve_file
from publishing.errors import HelpCentreError
from search_service.web.errors import FieldError
from search_service.web.page_language import speak, speak_as_asked
from search_service.web.shell import render_in_shell, way_to_root
from search_service.web.spoken import page_language, t

blueprint = Blueprint("contact_pages", __name__, template_folder="templates")
blueprint.after_request(say_when_to_return)
FORM_KEYS = UUID("0f5b6a1e-7a0c-4a52-8f0e-5d0a3c5f8e11")
PAGE = Path("contact") / "index.html"
BEGIN, END = "<!--help-centre:contact-->", "<!--/help-centre:contact-->"
HOURS = '<p class="hc-contact__hours" hidden></p>'
VISIT, VISIT_LIST = '<div class="hc-contact__visit" hidden>', "<ul></ul>"
_STAYS_HERE = re.compile(rf'(?<=<p class="hc-rating__hint">)[^<]*(?=</p>\s*{VISIT_LIST})')
"""What is said of a visit that only the browser knows; what came by the address has left it."""
MAX_CHARS = {"goal": MAX_QUESTION_CHARS, "email": MAX_EMAIL_CHARS, "name": MAX_NAME_CHARS}
_LANGUAGE = re.compile(r"([a-z]{2}([-_][A-Za-z]{2,4})*)?")
"""The folder of a later language; pages of the first one lie in none."""

log = logging.getLogger(__name__)


@blueprint.post("/ask/")
def ask_by_form() -> Response | tuple[str, int]:
    """
    Store a question from the plain form, and lead to its receipt; what is refused is shown in the form again.

    :raise 413: the form is too large.
    :raise 415: not a form.
    """
    if not is_form():
        abort(415)
    speak_as_asked(request.form.get("lang"))
    try:
        receipt = take(read_question(_form_fields()))
    except HelpCentreError as error:
        return _refused(error)
    return lead_to(f"{way_to_root()}asked/?receipt={receipt.number}")


@blueprint.get("/ask/")
def where_to_ask() -> Response:
    """Lead whoever comes back to the address that the plain form is sent to, as after a reload, to the form."""
    return lead_to(f"{way_to_root()}contact/")


@blueprint.get("/asked/")
def asked() -> str:
    """
    Show the receipt of a question.

    :raise 404: no such question.
    """
    number = request.args.get("receipt", "")
    with current_feedback().database.reading() as connection:
        row = connection.execute(select(questions).where(questions.c.receipt == number)).one_or_none()
        copy = row is not None and has_copy(connection, UUID(row.key))
    if row is None:
        abort(404)
    if row.lang:
        speak(row.lang)
    values = {"receipt": number, "hours": hours_now(page_language()), "copy": copy}
    return _in_shell(t("Your question"), render_template("contact/asked.html", **values))


@blueprint.get("/contact/")
@blueprint.get("/<lang>/contact/")
def contact_page(lang: str = "") -> Response:
    """
    Serve the site's own page, in any of its languages, with what only the service knows.

    That are the hours, what the address says of the visit, or that no questions are taken.

    :raise 404: the site has no such page.
    """
    site: Path | None = current_app.config["SITE_FOLDER"]
    if site is None:
        abort(404)
    page = site / lang / PAGE
    html = page.read_text(encoding="utf-8") if _LANGUAGE.fullmatch(lang) and page.is_file() else ""
    if BEGIN not in html:
        return serve_file(site.absolute(), f"{lang}/contact/" if lang else "contact/")
    if lang:
        speak(lang)
    filled = _filled(html)
    response = Response(filled, mimetype="text/html")
    response.headers["Content-Security-Policy"] = content_security_policy(filled.encode())
    response.cache_control.no_cache = True
    return response


def _filled(html: str) -> str:
    """Say the hours above the form, and what goes along; without a target there is no form."""
    before, _, rest = html.partition(BEGIN)
    form, _, after = rest.partition(END)
    if not current_delivery().settings.takes_questions:
        return f"{before}{render_template('contact/closed.html')}{after}"
    hours = hours_now(page_language())
    if hours:
        form = form.replace(HOURS, render_template("contact/hours.html", hours=hours), 1)
    entries = _shown(entries_in_address(request.args))
    if entries and VISIT in form:
        above, _, below = form.partition(VISIT)
        visit = render_template("contact/visit.html", entries=entries)
        hint = t("So that nobody asks you to try it again. Leave out what you do not want to pass on.")
        below = _STAYS_HERE.sub(lambda _: hint, below, count=1).replace(VISIT_LIST, visit, 1)
        form = f"{above}{VISIT.replace(' hidden', '')}{below}"
    return f"{before}{form}{after}"


def _shown(entries: list[VisitEntry]) -> list[PassedOn]:
    """Put *entries* into words; without the database they do not go along, and the form is there all the same."""
    if not entries:
        return []
    try:
        with current_feedback().database.reading() as connection:
            return passed_on(connection, entries, page_language())
    except DatabaseUnavailableError as error:
        log.warning("%s %s", error.message, error.hint)
        return []


def _refused(error: HelpCentreError) -> tuple[str, int]:
    """Show why the form was not taken, and the form; what is wrong on our side, with its files, is for the log."""
    status, (said, hint) = error.http_status, error.in_language(page_language())
    if status >= 500:  # noqa: PLR2004 - from here on the fault is ours
        log.warning("%s %s", error.message, error.hint)
        said, hint = t("Your question could not be kept just now."), t("Wait half a minute, and send it again.")
    body = render_template(
        "contact/refused.html",
        message=said,
        hint=hint,
        wrong=error.field if isinstance(error, FieldError) else None,
        typed=request.form,
        entries=_shown(entries_in_form(request.form.getlist("visit"))),
        lang=page_language(),
        max_chars=MAX_CHARS,
    )
    return _in_shell(t("Not sent yet"), body), status


def _form_fields() -> dict[str, Any]:
    """Read the plain form; all of a day have one key, so that the same words that are sent twice are one question."""
    fields: dict[str, Any] = request.form.to_dict()
    today = current_feedback().clock().date()
    return {"key": str(uuid5(FORM_KEYS, today.isoformat())), **fields, "visit": request.form.getlist("visit")}


def _in_shell(title: str, body: str) -> str:
    site: Path | None = current_app.config["SITE_FOLDER"]
    return render_in_shell(site, title, body)
