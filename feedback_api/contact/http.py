"""Questions to a person over HTTP: from the page's script as JSON, and from the plain form, which a page answers."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid5

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, redirect, render_template, request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from feedback_api.contact.asking import Desk, Receipt, has_copy
from feedback_api.contact.hours import hours_in_words
from feedback_api.contact.question import QuestionBody
from feedback_api.contact.refusals import in_plain_words, refused_as_a_machine
from feedback_api.contact.settings import ContactSettings
from feedback_api.contact.tables import questions
from feedback_api.contact.throttle import WINDOW, TooManyQuestionsError
from feedback_api.mails.writing import language_of
from feedback_api.outbox.delivery import current_delivery
from feedback_api.ratings.floods import connection_of
from feedback_api.service import current_feedback
from feedback_api.web.bodies import JSON_TYPES, REFUSALS, is_form, read_body
from feedback_api.web.security import content_security_policy
from feedback_api.web.site import serve_file
from publishing.errors import HelpCentreError
from publishing.translations import noted
from search_service.schemas import ErrorResponse, FieldErrorResponse
from search_service.web.errors import FieldError, parse
from search_service.web.openapi import Operation
from search_service.web.page_language import speak
from search_service.web.shell import render_in_shell, way_to_root
from search_service.web.spoken import page_language, t

blueprint = Blueprint("contact", __name__, template_folder="../templates")
EXTENSION = "help-centre-contact"
FORM_KEYS = UUID("0f5b6a1e-7a0c-4a52-8f0e-5d0a3c5f8e11")
PAGE = Path("contact") / "index.html"
BEGIN, END = "<!--help-centre:contact-->", "<!--/help-centre:contact-->"
HOURS = '<p class="hc-contact__hours" hidden></p>'
CREATED = 201
_LANGUAGE = re.compile(r"([a-z]{2}([-_][A-Za-z]{2,4})*)?")
"""The folder of a later language; pages of the first one lie in none."""

log = logging.getLogger(__name__)


class ContactQuery(BaseModel):
    """In which language to say when a person answers."""

    model_config = ConfigDict(frozen=True)

    lang: Annotated[str, Field(max_length=40)] = ""


class ContactResponse(BaseModel):
    """Whether questions are taken, and when a person answers."""

    model_config = ConfigDict(frozen=True)

    taken: bool
    hours: Annotated[str, Field(description="a sentence; empty when no hours are promised")]
    open: Annotated[bool | None, Field(description="whether somebody is there now; null when no hours are promised")]


class ReceiptResponse(BaseModel):
    """The question was stored; it is delivered even if the service stops now."""

    model_config = ConfigDict(frozen=True)

    receipt: str
    copied: Annotated[bool, Field(description="whether a copy goes to the address")]


OPERATIONS = (
    Operation(
        "get",
        "/api/v1/contact",
        "Say whether questions to a person are taken, and when they are answered",
        query=ContactQuery,
        responses={200: ContactResponse, 422: FieldErrorResponse, 429: ErrorResponse},
    ),
    Operation(
        "post",
        "/api/v1/contact",
        "Ask a person; the question is stored before the receipt is given; the same words under the same key are one",
        body=QuestionBody,
        body_types=tuple(sorted(JSON_TYPES)),
        responses={201: ReceiptResponse, 200: ReceiptResponse, 404: ErrorResponse, **REFUSALS},
    ),
)


def init_app(app: Flask, settings: ContactSettings) -> None:
    """
    Let *app* take questions.

    Raises:
        SettingError: there is no such time zone.

    """
    app.extensions[EXTENSION] = settings.check()
    app.register_blueprint(blueprint)


@blueprint.get("/api/v1/contact")
def contact() -> Response:
    """
    Say whether questions are taken, and when a person answers.

    :raise 422: a parameter is wrong.
    """
    query, now = parse(ContactQuery, request.args), current_feedback().clock()
    hours = _settings().hours
    said = ContactResponse(
        taken=current_delivery().settings.takes_questions,
        hours=hours_in_words(hours, language_of(query.lang), now=now),
        open=hours.is_open(now) if hours.spans else None,
    )
    return jsonify(said.model_dump())


@blueprint.post("/api/v1/contact")
def ask_by_script() -> tuple[Response, int]:
    """
    Store a question: 201 when it is new, 200 when its key was known.

    :raise 400: the body is not JSON, or the field that is to stay empty is filled in.
    :raise 413: the body is too large.
    :raise 415: not JSON.
    :raise 422: a field is missing or wrong; the answer names it.
    :raise 429: too many came from this source within an hour.
    :raise 404: nobody is set to answer; nothing was kept.
    :raise 503: the database cannot be used; nothing was kept.
    """
    if is_form():
        abort(415)
    receipt = _take(_read_question(read_body()))
    said = ReceiptResponse(receipt=receipt.number, copied=receipt.copied)
    return jsonify(said.model_dump()), CREATED if receipt.created else 200


@blueprint.post("/ask/")
def ask_by_form() -> Response | tuple[str, int]:
    """
    Store a question from the plain form, and lead to its receipt; what is refused is shown with the words.

    :raise 413: the form is too large.
    :raise 415: not a form.
    """
    if not is_form():
        abort(415)
    try:
        receipt = _take(_read_question(_form_fields()))
    except HelpCentreError as error:
        return _refused(error)
    response = redirect(f"{way_to_root()}asked/?receipt={receipt.number}", code=303)
    response.autocorrect_location_header = False
    assert isinstance(response, Response)
    return response


@blueprint.get("/asked/")
def asked() -> str:
    """
    Show the receipt of a question.

    :raise 404: no such question.
    """
    number = request.args.get("receipt", "")
    feedback = current_feedback()
    with feedback.database.reading() as connection:
        row = connection.execute(select(questions).where(questions.c.receipt == number)).one_or_none()
        copy = row is not None and has_copy(connection, UUID(row.key))
    if row is None:
        abort(404)
    if row.lang:
        speak(row.lang)
    hours = hours_in_words(_settings().hours, language_of(page_language()), now=feedback.clock())
    return _in_shell(t("Your question"), render_template("contact/asked.html", receipt=number, hours=hours, copy=copy))


@blueprint.get("/contact/")
@blueprint.get("/<lang>/contact/")
def contact_page(lang: str = "") -> Response:
    """
    Serve the site's own page, in any of its languages, with what only the service knows: hours, or that all is closed.

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
    """Say the hours above the form; without a target there is no form."""
    before, _, rest = html.partition(BEGIN)
    form, _, after = rest.partition(END)
    if not current_delivery().settings.takes_questions:
        return f"{before}{render_template('contact/closed.html')}{after}"
    hours = hours_in_words(_settings().hours, language_of(page_language()), now=current_feedback().clock())
    said = render_template("contact/hours.html", hours=hours) if hours else ""
    return f"{before}{form.replace(HOURS, said, 1) if said else form}{after}"


def _take(question: QuestionBody) -> Receipt:
    """
    Store *question*.

    Raises:
        ByAMachineError: the field that people do not see was filled in; nothing was kept.
        NobodyToAskError: no target is set; nothing was kept.
        TooManyQuestionsError: the source has sent too many.

    """
    if question.by_a_machine:
        raise refused_as_a_machine(page_language())
    feedback = current_feedback()
    desk = Desk(current_delivery().settings, _settings(), feedback.published.site_url() or "")
    source = connection_of(request.remote_addr)
    with feedback.database.writing() as connection:
        return desk.take(connection, question, source=source, now=feedback.clock())


def _refused(error: HelpCentreError) -> tuple[str, int]:
    """Show why the form was not taken; what is wrong on our side, with its files and addresses, is for the log."""
    status, (said, hint) = error.http_status, error.in_language(page_language())
    if status >= 500:  # noqa: PLR2004 - from here on the fault is ours
        log.warning("%s %s", said, hint)
        said, hint = t("Your question could not be kept just now."), t("Go back in half a minute, and send it again.")
    body = render_template("contact/refused.html", message=said, hint=hint, goal=request.form.get("goal", ""))
    return _in_shell(t("Not sent yet"), body), status


def _form_fields() -> dict[str, Any]:
    """Read the plain form; all of a day have one key, so that the same words that are sent twice are one question."""
    fields: dict[str, Any] = request.form.to_dict()
    today = current_feedback().clock().date()
    return {"key": str(uuid5(FORM_KEYS, today.isoformat())), **fields, "visit": request.form.getlist("visit")}


def _read_question(fields: dict[str, Any]) -> QuestionBody:
    """
    Read the fields of a question.

    Raises:
        FieldError: one is missing or wrong, or a file came along; said in plain words.

    """
    try:
        _refuse_files()
        return parse(QuestionBody, fields)
    except FieldError as error:
        said = in_plain_words(error, fields, page_language())
        if said is error and is_form():
            said = FieldError(
                error.field,
                t("Something that this page adds to your words cannot be read."),
                t("Go back, reload the page, and send it again."),
            )
        raise said from error


def _refuse_files() -> None:
    if any(file.filename for file in request.files.values()):
        raise FieldError("file", noted("The field 'file' is not taken."), noted("Leave it away."))


def _settings() -> ContactSettings:
    settings: ContactSettings = current_app.extensions[EXTENSION]
    return settings


def _in_shell(title: str, body: str) -> str:
    site: Path | None = current_app.config["SITE_FOLDER"]
    return render_in_shell(site, title, body)


@blueprint.after_request
def _say_when_to_return(response: Response) -> Response:
    if response.status_code == TooManyQuestionsError.http_status:
        response.headers.setdefault("Retry-After", str(int(WINDOW.total_seconds())))
    return response
