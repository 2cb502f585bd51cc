"""One shape for every error: JSON where programs ask, a page of the site elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, TypeVar

from flask import Flask, Response, current_app, jsonify, render_template, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

from publishing.errors import HelpCentreError
from publishing.translations import noted, said
from search_service.web.page_language import chosen_language, page_language
from search_service.web.shell import render_in_shell

Model = TypeVar("Model", bound=BaseModel)
FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
HINTS = {
    400: noted("Check the request against /api/v1/openapi.json."),
    404: noted("Check the address, or search for what you need."),
    405: noted("Use one of the methods that the Allow header names."),
    413: noted("Send at most {kilobytes} kB."),
    415: noted("Send JSON with the header Content-Type: application/json."),
    429: noted("Wait a moment, then try again."),
    500: noted("Try again; if it happens again, tell whoever runs this help centre."),
    503: noted("Try again in half a minute."),
}
# To people who sent a form: their browser keeps what they wrote for when they go back.
FORM_HINTS = {
    413: noted("Go back, shorten it, and send it again."),
    422: noted("Go back, correct it, and send it again."),
    429: noted("Wait a moment, go back, and send it again."),
    503: noted("Go back in half a minute, and send it again."),
}
# Sending it again does not help who is not signed in, may not, meets what has changed, or comes too late: the error
# itself says what does.
OWN_HINTS = frozenset({401, 403, 409, 410})
OTHER_FORM_HINT = noted("Go back, reload the page, and send it again.")
SENTENCES = {
    404: noted("There is nothing at this address."),
    405: noted("This address does not take this method."),
    413: noted("The request is too large."),
    415: noted("The request is not in a format that is understood here."),
    429: noted("Too many requests."),
    500: noted("Something went wrong here, and it has been logged."),
    503: noted("This cannot be answered just now."),
}
NOT_KEPT = noted("What you sent could not be kept just now.")
# What is said in the place of a sentence that nobody has translated.
UNTRANSLATED = noted("This cannot be answered.")
UNTRANSLATED_HINT = noted("Go back and try again, or search for what you need.")
# What programs ask: applications, probes, and what gathers numbers.
ADDRESSES_OF_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

log = logging.getLogger(__name__)


class NotSentError(HelpCentreError):
    """What somebody wrote was not taken, and their browser may not have it when they go back: ``written`` shows it."""

    written: str = ""


class FieldError(HelpCentreError):
    """A field of the request is missing or wrong."""

    http_status = 422

    def __init__(self, field: str, message: str, hint: str, **values: object) -> None:
        super().__init__(message, hint, **values)
        self.field = field


class WrongFieldError(FieldError):
    """A field of the request is not as its model wants it; the model's own words for that are translated too."""

    def __init__(self, field: str, reason: str, context: Mapping[str, object]) -> None:
        reason = reason.removeprefix("Value error, ")
        if reason.startswith("is "):
            sentence = noted("The field '{name}' {reason}.")
        else:
            sentence = noted("The field '{name}' is wrong: {reason}.")
        hint = noted("See /api/v1/openapi.json for what each field takes.")
        super().__init__(field, sentence, hint, name=field, reason=reason)
        self._reason = reason
        self._context = context

    def in_language(self, lang: str, otherwise: tuple[str, str] | None = None) -> tuple[str, str]:
        """Give message and hint in *lang*, without the reason where nobody has translated that."""
        spoken = self._reason_in(lang)
        self.values = {**self.values, "reason": spoken}
        if spoken == self._reason and lang.partition("-")[0] != "en":
            message = said("The field '{name}' is not filled in as it should be.", lang).format(name=self.field)
            return message, super().in_language(lang, otherwise)[1]
        return super().in_language(lang, otherwise)

    def _reason_in(self, lang: str) -> str:
        """Say the reason as it is, or as a pattern with what differs in braces; as it is where it is unknown."""
        spoken = said(self._reason, lang)
        if spoken != self._reason:
            return spoken
        pattern = self._reason
        for name, value in self._context.items():
            pattern = pattern.replace(str(value), f"{{{name}}}")
        spoken = said(pattern, lang)
        return self._reason if spoken == pattern else spoken.format(**self._context)


# What models say of a field, with what differs in {braces}.
REASONS = (
    noted("Field required"),
    noted("Extra inputs are not permitted"),
    noted("String should have at least {min_length} character"),
    noted("String should have at least {min_length} characters"),
    noted("String should have at most {max_length} character"),
    noted("String should have at most {max_length} characters"),
    noted("Input should be {expected}"),
    noted("Input should be greater than or equal to {ge}"),
    noted("Input should be less than or equal to {le}"),
    noted("Input should be a valid string"),
    noted("Input should be a valid integer, unable to parse string as an integer"),
    noted("Input should be a valid boolean, unable to interpret input"),
    noted("Input should be a valid date or datetime, {error}"),
    noted("Input should be a valid UUID, {error}"),
    noted("is not an e-mail address"),
)


def parse(model: type[Model], values: Mapping[str, Any]) -> Model:
    """
    Validate *values* (query parameters, a form or a JSON object) as *model*.

    Raises:
        FieldError: the first field that is missing or wrong; answered with 422.

    """
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in problem["loc"])
        raise WrongFieldError(field, str(problem["msg"]), problem.get("ctx", {})) from error


def register_error_handlers(app: Flask) -> None:
    """Let *app* answer every error with one sentence and a hint."""
    app.register_error_handler(HelpCentreError, _answer_known)
    app.register_error_handler(HTTPException, _answer_http)


def _answer_known(error: HelpCentreError) -> tuple[Response, int]:
    """Tell who asked what they did wrong; what is wrong on our side, with its files and addresses, is for the log."""
    status = error.http_status
    if status >= 500:  # noqa: PLR2004 - from here on the fault is ours
        log.warning("%s %s", error.message, error.hint)
        sentence = SENTENCES.get(status, SENTENCES[503]) if request.method in SAFE_METHODS else NOT_KEPT
        error = HelpCentreError(sentence, HINTS.get(status, HINTS[503]))
    return _answer(error, status)


def _answer_http(error: HTTPException) -> Response | tuple[Response, int]:
    status = error.code or 500
    if error.response is not None or status < 400:  # noqa: PLR2004 - redirects are HTTPExceptions too
        return current_app.make_response(error.get_response())
    sentence = SENTENCES.get(status, error.description or error.name)
    response, _ = _answer(HelpCentreError(sentence, HINTS.get(status, ""), **_limits(status)), status)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response, status


def _limits(status: int) -> dict[str, object]:
    """Give what the hint for *status* names."""
    return {"kilobytes": (request.max_content_length or 0) // 1024} if status == 413 else {}  # noqa: PLR2004 - see HINTS


def _answer(error: HelpCentreError, status: int) -> tuple[Response, int]:
    """Answer programs in English unless they name a language, and people in that of the page."""
    if request.path.startswith(ADDRESSES_OF_PROGRAMS) and request.mimetype not in FORM_TYPES:
        message, hint = error.in_language(chosen_language() or "en")
        content = {"error": message, "hint": hint}
        if isinstance(error, FieldError):
            content["field"] = error.field
        return jsonify(content), status
    message, hint = error.in_language(page_language(), (SENTENCES.get(status, UNTRANSLATED), UNTRANSLATED_HINT))
    if isinstance(error, WrongFieldError):
        hint = said(HINTS[404], page_language())  # the description of the interface is for who writes programs
    if request.mimetype in FORM_TYPES and not (hint and status in OWN_HINTS):
        hint = said(FORM_HINTS.get(status, OTHER_FORM_HINT), page_language())
    written = error.written if isinstance(error, NotSentError) else ""
    body = render_template("search/error.html", error=message, hint=hint, written=written)
    return Response(render_in_shell(_shell_folder(), message, body), mimetype="text/html"), status


def _shell_folder() -> Any:
    """Give the site whose shell fits: its relative links hold at depth one only (``/search/``)."""
    depth = request.path.count("/") - 1
    return current_app.config.get("SITE_FOLDER") if depth == 1 else None
