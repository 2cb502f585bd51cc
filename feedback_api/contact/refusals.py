"""Why a question is not taken, in words for who asks it; programs read the name of the field beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedback_api.contact.question import MAX_NAME_CHARS, MAX_QUESTION_CHARS
from feedback_api.web.bodies import ByAMachineError
from publishing.translations import said
from search_service.web.errors import FieldError

LENGTHS = {"goal": MAX_QUESTION_CHARS, "name": MAX_NAME_CHARS}


def in_plain_words(error: FieldError, fields: Mapping[str, Any], lang: str) -> FieldError:
    """Say in *lang* what is wrong with one of *fields*; what the page fills in by itself is for programmers."""
    is_given = bool(str(fields.get(error.field) or "").strip())
    wrong = {
        "name": (said("Your name is too long.", lang), said("Write it in at most {count} characters.", lang)),
        "file": (
            said("Files are not taken here.", lang),
            said("Say in words what they show; you will be asked for them if need be.", lang),
        ),
    }
    if is_given:
        wrong["goal"] = (
            said("Your question is too long.", lang),
            said("Write it in at most {count} characters.", lang),
        )
        wrong["email"] = (
            said("No mail can be sent to this e-mail address.", lang),
            said("Check how it is written, such as name@example.com.", lang),
        )
    else:
        wrong["goal"] = (
            said("Your question is empty.", lang),
            said("Say in a few words what you are trying to do.", lang),
        )
        wrong["email"] = (
            said("Your e-mail address is missing.", lang),
            said("Without it nobody can answer you.", lang),
        )
    if error.field not in wrong:
        return error
    message, hint = wrong[error.field]
    return FieldError(error.field, message, hint.format(count=LENGTHS.get(error.field)))


def refused_as_a_machine(lang: str) -> ByAMachineError:
    """Say in *lang* that nothing was kept; a browser may have filled in the field for a person, who can empty it."""
    return ByAMachineError(
        said("A field that is to stay empty was filled in, so your question was not taken.", lang),
        said("Leave the field “website” empty, and send it again.", lang),
    )
