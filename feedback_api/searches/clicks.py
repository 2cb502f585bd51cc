"""Which hit of a search was opened: what turns typing into a search that counts."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from feedback_api.revisions.published import UnknownArticleError, knows_article
from feedback_api.searches.tables import clicks
from feedback_api.service import current_feedback
from feedback_api.web.bodies import JSON_TYPES, REFUSALS, read_body
from publishing.catalogue import ArticleId
from search_service.schemas import ErrorResponse
from search_service.web.errors import parse
from search_service.web.openapi import Operation

MAX_RANK = 10_000

blueprint = Blueprint("clicks", __name__)


class ClickBody(BaseModel):
    """The hit that was opened, under the id of its search; nothing about who opened it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    search_id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]
    article_id: ArticleId
    rank: Annotated[int, Field(strict=True, ge=1, le=MAX_RANK, description="the hit's place in the list, from 1")]


OPERATIONS = (
    Operation(
        "post",
        "/api/v1/clicks",
        "Say which hit of a search was opened",
        body=ClickBody,
        body_types=tuple(sorted(JSON_TYPES)),
        responses={204: None, 404: ErrorResponse, **REFUSALS},
    ),
)


@blueprint.post("/api/v1/clicks")
def click() -> tuple[Response, int]:
    """
    Keep a click; the same one again changes nothing.

    :raise 400: the body is not JSON.
    :raise 404: no such article.
    :raise 422: a field is missing or wrong; the answer names it.
    :raise 503: the database cannot be used.
    """
    body = parse(ClickBody, read_body())
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        if not knows_article(connection, body.article_id):
            raise UnknownArticleError(f"There is no article '{body.article_id}'.", "Send the id that the search gave.")
        try:
            with connection.begin_nested():
                connection.execute(insert(clicks).values(**body.model_dump(), clicked_at=feedback.clock()))
        except IntegrityError:
            pass  # sent twice: the first one counts
    return Response(), 204
