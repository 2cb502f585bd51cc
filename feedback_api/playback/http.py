"""Playback over HTTP: what players report, from scripts and beacons."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection
from werkzeug.exceptions import RequestEntityTooLarge

from feedback_api.playback.reports import MAX_EVENTS, Checked, PlaybackBody, Refusal, check_events, hear
from feedback_api.playback.store import count_play, length_seconds, shows_video
from feedback_api.revisions.published import was_published
from feedback_api.service import current_feedback, current_source, publication_noticed
from feedback_api.web.bodies import JSON_TYPES, REFUSALS, read_body
from search_service.schemas import ErrorResponse, FieldErrorResponse
from search_service.web.errors import FieldError, parse
from search_service.web.openapi import Operation

# Of thousands of events the first count: a batch that long has to be read to be told so.
MAX_BATCH_BYTES = 512 * 1024

blueprint = Blueprint("playback", __name__)


class PlaybackResponse(BaseModel):
    """What was taken of a batch; what is refused does not keep the rest from counting."""

    model_config = ConfigDict(frozen=True)

    taken: int = Field(description="events that count")
    refused: list[Refusal] = Field(description="events that were left out, each by the field that is wrong")


class UnknownVideoError(FieldError):
    """No catalogue ever named the article, or it shows no video."""

    http_status = 404


class BatchTooLargeError(FieldError):
    """More was sent at once than is read."""

    http_status = 413


class UnknownCutError(FieldError):
    """No catalogue ever named this revision of the video."""

    http_status = 409


OPERATIONS = (
    Operation(
        "post",
        "/api/v1/playback",
        "Tell what was played, gone back over or paused at in a video; each event is checked by itself",
        body=PlaybackBody,
        body_types=tuple(sorted(JSON_TYPES)),
        responses={
            200: PlaybackResponse,
            404: FieldErrorResponse,
            409: ErrorResponse,
            **REFUSALS,
            413: FieldErrorResponse,
        },
    ),
)


@blueprint.post("/api/v1/playback")
def playback() -> Response:
    """
    Count a batch of playback events.

    :raise 400: the body is not JSON.
    :raise 404: no such video.
    :raise 409: the revision was never published, or the key stands for a play of something else.
    :raise 413: the body is too large; nothing of it was read, and the answer names the events.
    :raise 415: not JSON.
    :raise 422: a field is missing or wrong, or no event of the batch can be counted; the answer names the field.
    :raise 503: the database cannot be used; nothing was kept.
    """
    request.max_content_length = MAX_BATCH_BYTES
    body = parse(PlaybackBody, _read())
    try:
        checked = _count(body)
    except (UnknownVideoError, UnknownCutError):
        if not publication_noticed():
            raise
        checked = _count(body)
    answer = PlaybackResponse(taken=len(checked.events), refused=checked.refused)
    return Response(answer.model_dump_json(), mimetype="application/json")


def _read() -> dict[str, Any]:
    try:
        return read_body()
    except RequestEntityTooLarge:
        raise BatchTooLargeError(
            "events",
            f"The batch has more than {MAX_BATCH_BYTES // 1024} KiB, and nothing of it was taken.",
            f"Send at most {MAX_EVENTS} events at a time.",
        ) from None


def _count(body: PlaybackBody) -> Checked:
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        checked = _check(connection, body)
        source = current_source(str(body.key))
        count_play(connection, body, hear(checked.events), source=source, now=feedback.clock())
    return checked


def _check(connection: Connection, body: PlaybackBody) -> Checked:
    """Check that there is such a video, and each event; a batch without a good event is refused as a whole."""
    if not shows_video(connection, body.article_id):
        raise UnknownVideoError(
            "article_id", f"There is no video '{body.article_id}'.", "Send the id that the page names."
        )
    if not was_published(connection, body.article_id, body.revision):
        raise UnknownCutError(
            "revision",
            f"The video '{body.article_id}' was never published as revision '{body.revision}'.",
            "Send the revision that the page names.",
        )
    length = length_seconds(connection, body.article_id, body.revision)
    checked = check_events(body.events, length_seconds=length)
    if not checked.events:
        first = checked.refused[0]
        raise FieldError(
            first.field, f"The field '{first.field}' is wrong: {first.error}.", "See /api/v1/openapi.json."
        )
    return checked
