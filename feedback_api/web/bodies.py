"""Bodies of requests: JSON, JSON that a beacon sent as plain text, or a plain form."""

from __future__ import annotations

import json
from typing import Any

from flask import request
from pydantic import BaseModel
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from publishing.errors import HelpCentreError
from search_service.schemas import ErrorResponse, FieldErrorResponse

JSON_TYPES = {"application/json", "text/plain"}
FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
MAX_BODY_BYTES = 64 * 1024
# What any operation of the readers' pages with a body may be refused with.
REFUSALS: dict[int, type[BaseModel] | None] = {
    400: ErrorResponse,
    413: ErrorResponse,
    415: ErrorResponse,
    422: FieldErrorResponse,
    429: ErrorResponse,
    503: ErrorResponse,
}


class MalformedBodyError(HelpCentreError):
    """The body is not a JSON object."""


def is_form() -> bool:
    """Say whether the request comes from a plain form, which a page answers."""
    return request.mimetype in FORM_TYPES


def read_body() -> dict[str, Any]:
    """
    Read the fields of the request.

    Pages of another origin may send ``text/plain`` without asking first, so beacons carry their JSON that way.

    Raises:
        MalformedBodyError: not a JSON object in UTF-8.
        UnsupportedMediaType: neither JSON nor a form.
        RequestEntityTooLarge: more than ``MAX_BODY_BYTES``.

    """
    # Werkzeug cuts a body of unknown length where the limit is, without a word.
    if request.content_length is None and len(request.get_data()) >= MAX_BODY_BYTES:
        raise RequestEntityTooLarge
    if is_form():
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
    return body
