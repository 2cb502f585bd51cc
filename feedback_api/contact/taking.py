"""A question as a request brings it: read, refused in plain words, or handed to the desk."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request

from feedback_api.contact.asking import Desk, Receipt
from feedback_api.contact.hours import hours_in_words
from feedback_api.contact.question import QuestionBody
from feedback_api.contact.refusals import in_plain_words, refused_as_a_machine
from feedback_api.contact.settings import ContactSettings
from feedback_api.contact.throttle import WINDOW, TooManyQuestionsError
from feedback_api.mails.writing import language_of
from feedback_api.outbox.delivery import current_delivery
from feedback_api.service import current_feedback
from feedback_api.sources.networks import connection_of
from feedback_api.web.bodies import is_form
from publishing.translations import noted
from search_service.web.errors import FieldError, parse
from search_service.web.spoken import page_language, t

EXTENSION = "help-centre-contact"


def contact_settings() -> ContactSettings:
    """Give the settings of the service that answers the current request."""
    settings: ContactSettings = current_app.extensions[EXTENSION]
    return settings


def hours_now(lang: str) -> str:
    """Say in *lang* when a person answers; nothing when no hours are promised."""
    return hours_in_words(contact_settings().hours, language_of(lang), now=current_feedback().clock())


def take(question: QuestionBody) -> Receipt:
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
    site_url = feedback.published.site_url() or ""
    desk = Desk(current_delivery().settings, contact_settings(), site_url, feedback.shared)
    source = connection_of(request.remote_addr)
    with feedback.database.writing() as connection:
        return desk.take(connection, question, source=source, now=feedback.clock())


def read_question(fields: dict[str, Any]) -> QuestionBody:
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
                t("Something that this page adds to your words could not be read, and was left out."),
                t("Your words are below: send them again."),
            )
        raise said from error


def _refuse_files() -> None:
    if any(file.filename for file in request.files.values()):
        raise FieldError("file", noted("The field 'file' is not taken."), noted("Leave it away."))


def say_when_to_return(response: Response) -> Response:
    """Tell whoever sent too many questions when the next one is taken."""
    if response.status_code == TooManyQuestionsError.http_status:
        response.headers.setdefault("Retry-After", str(int(WINDOW.total_seconds())))
    return response
