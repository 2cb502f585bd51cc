"""Questions to a person over HTTP, from the page's script as JSON."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, Flask, Response, abort, jsonify, request
from pydantic import BaseModel, ConfigDict, Field

from feedback_api.contact import pages
from feedback_api.contact.question import QuestionBody
from feedback_api.contact.settings import ContactSettings
from feedback_api.contact.taking import (
    EXTENSION,
    contact_settings,
    hours_now,
    read_question,
    say_when_to_return,
    take,
)
from feedback_api.outbox.delivery import current_delivery
from feedback_api.service import current_feedback
from feedback_api.web.bodies import JSON_TYPES, REFUSALS, is_form, read_body
from search_service.schemas import ErrorResponse, FieldErrorResponse
from search_service.web.errors import parse
from search_service.web.openapi import Operation

blueprint = Blueprint("contact", __name__)
blueprint.after_request(say_when_to_return)
CREATED = 201


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
    app.register_blueprint(pages.blueprint)


@blueprint.get("/api/v1/contact")
def contact() -> Response:
    """
    Say whether questions are taken, and when a person answers.

    :raise 422: a parameter is wrong.
    """
    query, hours = parse(ContactQuery, request.args), contact_settings().hours
    said = ContactResponse(
        taken=current_delivery().settings.takes_questions,
        hours=hours_now(query.lang),
        open=hours.is_open(current_feedback().clock()) if hours.spans else None,
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
    receipt = take(read_question(read_body()))
    said = ReceiptResponse(receipt=receipt.number, copied=receipt.copied)
    return jsonify(said.model_dump()), CREATED if receipt.created else 200
