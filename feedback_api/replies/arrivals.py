"""
Readers who came by a link in a reply, as their own pages tell.

A page tells only once a person is at it: it was seen, and somebody moved, touched or typed.
Mail scanners, previews and prefetching do none of that, so a link that only they opened is not counted.
"""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, Response
from pydantic import BaseModel, ConfigDict

from feedback_api.ratings.rating import UnknownArticleError
from feedback_api.replies.flags import Anchor, ArticleLanguage
from feedback_api.replies.links import count, linked_section
from feedback_api.service import current_feedback
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

    :raise 404: no such article.
    :raise 422: a field is missing or wrong; the answer names it.
    """
    body = parse(ArrivalBody, read_body())
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        section = linked_section(connection, body.article_id, body.lang, body.anchor)
        if section is None:
            raise UnknownArticleError(f"There is no article '{body.article_id}'.", "Send the id that the page names.")
        count(connection, body.event, section, day=feedback.clock().date())
    return Response(), 204
