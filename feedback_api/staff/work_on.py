"""What people put right at a work item: notes, items that are one, questions that were gathered wrongly."""

from __future__ import annotations

import re
from typing import Annotated

from flask import Blueprint, Response, redirect, request, url_for
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from feedback_api.queue.by_hand import merge_items, note_item
from feedback_api.search_causes.readings import cause_of
from feedback_api.search_causes.sorting import split_cause
from feedback_api.service import current_feedback
from feedback_api.sign_in.access import keep_private, require_staff
from feedback_api.work_items.notes import MAX_NOTE_CHARS
from feedback_api.work_items.store import find_item
from publishing.translations import noted
from search_service.web.errors import parse

MAX_ITEM_NUMBER = 2**31 - 1
WRITTEN_ITEM = re.compile(r"\s*(?:HC[- ]?|#)?([0-9]{1,10})\s*", re.IGNORECASE)

blueprint = Blueprint("work_on", __name__, url_prefix="/staff/work-items/<int:item_id>", template_folder="templates")
blueprint.before_request(require_staff)
blueprint.after_request(keep_private)


def _number_of_item(written: object) -> int:
    """Read the number of an item, with its sign or without: "HC-12", "hc 12", "12"."""
    found = WRITTEN_ITEM.fullmatch(str(written))
    number = int(found[1]) if found else 0
    if not 1 <= number <= MAX_ITEM_NUMBER:
        raise ValueError(noted("is no number of a work item, such as 12 or HC-12"))
    return number


class NoteForm(BaseModel):
    """What somebody wants others to know of an item."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    words: Annotated[str, Field(min_length=1, max_length=MAX_NOTE_CHARS)]


class MergeForm(BaseModel):
    """The item that this one is the same as."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    into: Annotated[int, BeforeValidator(_number_of_item)]


@blueprint.post("/notes")
def note(item_id: int) -> Response:
    """
    Write a note.

    :raise 403: from another site's page, or not a form of this session.
    :raise 404: no such item.
    :raise 422: nothing was written, or too much.
    """
    form = parse(NoteForm, request.form.to_dict())
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        note_item(connection, item_id, form.words, now=feedback.clock())
    return _back_to(item_id)


@blueprint.post("/merge")
def merge(item_id: int) -> Response:
    """
    Make this item one with another, which stays.

    :raise 403: from another site's page, or not a form of this session.
    :raise 404: no such item.
    :raise 409: one of them is closed, they are the same, or they are searches in different languages.
    :raise 422: no number of an item.
    """
    into = parse(MergeForm, request.form.to_dict()).into
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        merge_items(connection, item_id, into, now=feedback.clock())
    return _back_to(into)


@blueprint.post("/split")
def split(item_id: int) -> Response:
    """
    Take wordings out of a cause of searches: they become a cause of their own, with an item once it needs one.

    :raise 403: from another site's page, or not a form of this session.
    :raise 404: no such item.
    :raise 422: not an item of searches, or none or all of its wordings.
    """
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        item = find_item(connection, item_id)
        cause_id = cause_of(item.article_id)
        split_cause(connection, cause_id, request.form.getlist("wording"), now=feedback.clock())
    return _back_to(item_id)


def _back_to(item_id: int) -> Response:
    response = redirect(url_for("staff.work_item", item_id=item_id), code=303)
    assert isinstance(response, Response)
    return response
