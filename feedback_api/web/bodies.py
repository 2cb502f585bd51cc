"""
What requests send: JSON, JSON that a beacon sent as plain text, a plain form, or fields of the address.

No database keeps a NUL character everywhere, and nobody types one: every field that holds one is refused here.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Flask, request
from pydantic import BaseModel
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from publishing.errors import HelpCentreError
from publishing.translations import noted
from search_service.schemas import ErrorResponse, FieldErrorResponse
from search_service.web.errors import FORM_TYPES, FieldError
from search_service.web.page_language import speak_as_asked

JSON_TYPES = {"application/json", "text/plain"}
MAX_BODY_BYTES = 64 * 1024
NUL = "\0"
# What is searched for is read word by word, and what is no word is passed over.
SEARCHED_FIELD = "q"
# What any operation of the readers' pages with a body may be refused with.
REFUSALS: dict[int, type[BaseModel] | None] = {
    400: ErrorResponse,
    413: ErrorResponse,
    415: ErrorResponse,
    422: FieldErrorResponse,
    429: ErrorResponse,
    503: ErrorResponse,
}


class ByAMachineError(HelpCentreError):
    """The field that people do not see was filled in."""

    http_status = 400


class KeyTakenError(HelpCentreError):
    """The key that was sent already stands for something else."""

    http_status = 409


class MalformedBodyError(HelpCentreError):
    """The body is not a JSON object."""


def init_app(app: Flask) -> None:
    """Let *app* refuse NUL characters in addresses and forms; of JSON, ``read_body`` does."""
    app.before_request(_refuse_nul_in_fields)


def _refuse_nul_in_fields() -> None:
    for name, value in request.args.items(multi=True):
        if name != SEARCHED_FIELD:
            _refuse_nul(name, value)
    if is_form():
        request.get_data()  # stays readable for whoever checks a signature over it
        for name, value in request.form.items(multi=True):
            _refuse_nul(name, value)


def _refuse_nul(name: str, value: object) -> None:
    """
    Look for NUL characters in a field, however deep.

    Raises:
        FieldError: there is one.

    """
    waiting: list[object] = [name, value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += [*part, *part.values()]
        elif isinstance(part, list):
            waiting += part
        elif isinstance(part, str) and NUL in part:
            raise FieldError(name.replace(NUL, ""), noted("A field holds a NUL character."), noted("Send it without."))


def is_form() -> bool:
    """Say whether the request comes from a plain form, which a page answers."""
    return request.mimetype in FORM_TYPES


def read_body() -> dict[str, Any]:
    """
    Read the fields of the request; what is wrong with them is said in the language that they name with ``lang``.

    Pages of another origin may send ``text/plain`` without asking first, so beacons carry their JSON that way.

    Raises:
        MalformedBodyError: not a JSON object in UTF-8.
        FieldError: a field holds a NUL character.
        UnsupportedMediaType: neither JSON nor a form.
        RequestEntityTooLarge: more than ``MAX_BODY_BYTES``.

    """
    # Werkzeug cuts a body of unknown length where the limit is, without a word.
    if request.content_length is None and len(request.get_data()) >= MAX_BODY_BYTES:
        raise RequestEntityTooLarge
    if is_form():
        speak_as_asked(request.form.get("lang"))
        return request.form.to_dict()
    if request.mimetype not in JSON_TYPES:
        raise UnsupportedMediaType
    try:
        body = json.loads(request.get_data().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise MalformedBodyError(f"The body is not valid JSON ({error}).", "Send one JSON object in UTF-8.") from error
    if not isinstance(body, dict):
        raise MalformedBodyError("The body is JSON, but not an object.", "Send one JSON object.")
    if any("\ud800" <= character <= "\udfff" for name in body for character in name):
        raise MalformedBodyError("The name of a field is no valid Unicode.", "Send one JSON object in UTF-8.")
    speak_as_asked(body.get("lang"))
    for name, value in body.items():
        _refuse_nul(name, value)
    return body
