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
from feedback_api.replies.flags import Anchor
from feedback_api.replies.links import count
from feedback_api.revisions.published import knows_article
from feedback_api.service import current_feedback
from feedback_api.web.bodies import JSON_TYPES, REFUSALS, read_body
from publishing.catalogue import ArticleId
from search_service.schemas import ErrorResponse
from search_service.web.errors import parse
from search_service.web.openapi import Operation

blueprint = Blueprint("arrivals", __name__)


class ArrivalBody(BaseModel):
    """A section that was opened by a link in a reply, or came back to; nothing about who did."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_id: ArticleId
    anchor: Anchor = ""
    event: Literal["opened", "came_back"]


OPERATIONS = (
    Operation(
        "post",
        "/api/v1/arrivals",
        "Count that a link in a reply was opened by a person, or that they came back",
        body=ArrivalBody,
        body_types=tuple(sorted(JSON_TYPES)),
        responses={204: None, 404: ErrorResponse, **REFUSALS},
    ),
)


@blueprint.post("/api/v1/arrivals")
def arrive() -> tuple[Response, int]:
    """
    Count an arrival.

    :raise 404: no such article.
    :raise 422: a field is missing or wrong; the answer names it.
    """
    body = parse(ArrivalBody, read_body())
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        if not knows_article(connection, body.article_id):
            raise UnknownArticleError(f"There is no article '{body.article_id}'.", "Send the id that the page names.")
        count(connection, body.event, body.article_id, body.anchor, now=feedback.clock())
    return Response(), 204
