"""
Readers who came by a link in a reply, as their own pages tell.

A page tells only once a person is at it: it was seen, and somebody moved, touched or typed.
Mail scanners, previews and prefetching do none of that, so a link that only they opened is not counted.
Whoever tells it over and over is counted as often as a household may, and a link not more than so often in a minute.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import uuid4

from flask import Blueprint, Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from feedback_api.reply_links.links import Anchor, ArticleLanguage, LinkedSection, count, linked_section
from feedback_api.revisions.published import UnknownArticleError
from feedback_api.service import current_feedback, current_source
from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW
from feedback_api.sources.marks import Marker, note_marks, times_noted
from feedback_api.web.bodies import JSON_TYPES, REFUSALS, read_body
from publishing.catalogue import ArticleId
from search_service.schemas import ErrorResponse
from search_service.web.errors import parse
from search_service.web.openapi import Operation

blueprint = Blueprint("arrivals", __name__)


class ArrivalBody(BaseModel):
    """
    What became of a link in a reply; nothing about who opened it.

    ``opened``: by a person. ``came_back``: the same browser showed the article to a person again, half an hour or more
    after it was left. ``asked_again``: a question to a person was sent there, with this article read last before it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_id: ArticleId
    lang: ArticleLanguage = None
    anchor: Anchor = ""
    event: Literal["opened", "came_back", "asked_again"]


OPERATIONS = (
    Operation(
        "post",
        "/api/v1/arrivals",
        "Count that a link in a reply was opened by a person, that they came back, or asked again",
        body=ArrivalBody,
        body_types=tuple(sorted(JSON_TYPES)),
        responses={204: None, 404: ErrorResponse, **REFUSALS},
    ),
)


@blueprint.post("/api/v1/arrivals")
def arrive() -> tuple[Response, int]:
    """
    Count an arrival; at a section that the article does not have, or no longer, for the whole article.

    Those that are too many are answered alike, and not counted.

    :raise 404: no such article.
    :raise 422: a field is missing or wrong; the answer names it.
    """
    body = parse(ArrivalBody, read_body())
    feedback = current_feedback()
    now = feedback.clock()
    with feedback.database.writing() as connection:
        section = linked_section(connection, body.article_id, body.lang, body.anchor)
        if section is None:
            raise UnknownArticleError(f"There is no article '{body.article_id}'.", "Send the id that the page names.")
        if _has_room(connection, body.event, section, current_source(str(uuid4())), now=now):
            count(connection, body.event, section, day=now.date())
    return Response(), 204


def _has_room(connection: Connection, event: str, section: LinkedSection, source: str | None, *, now: datetime) -> bool:
    """Say whether one more may count: from one source a day, and from everybody in a minute."""
    place = f"{section.article_id}\x1f{section.lang}\x1f{section.anchor}"
    marker = Marker(connection)
    most = {marker.mark(f"{now:%H:%M}", event, place, now=now): MOST_WITHIN_THE_WINDOW}
    if source is not None:
        most[marker.mark(source, event, place, now=now)] = MOST_FROM_ONE_SOURCE
    noted = times_noted(connection, most)
    if any(noted[mark] >= times for mark, times in most.items()):
        return False
    note_marks(connection, [(mark, now) for mark in most])
    return True
