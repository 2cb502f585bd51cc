"""The site's own "not found" page says which address led there."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

from flask import Blueprint, Response
from pydantic import BaseModel, ConfigDict, Field

from feedback_api.missing_pages.visits import Visit, note_visit
from feedback_api.service import current_feedback, current_source
from feedback_api.web.bodies import JSON_TYPES, REFUSALS, read_body
from search_service.web.errors import parse
from search_service.web.openapi import Operation

MAX_REPORTED_CHARS = 2000

blueprint = Blueprint("missing_pages", __name__)

# A path of this site, as RFC 3986 has it (4.2: no second slash, no colon in the first part, which make it another's).
STRANGE = r"?#\\\s\x00-\x1f\x7f-\x9f"
PATH_OF_SITE = rf"^(/?|/[^/{STRANGE}][^{STRANGE}]*|[^/:{STRANGE}]+(/[^{STRANGE}]*)?)$"
PathOfSite = Annotated[str, Field(max_length=MAX_REPORTED_CHARS, pattern=PATH_OF_SITE)]


class MissingPageBody(BaseModel):
    """An address of the site that leads nowhere; nothing about who went there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Annotated[
        PathOfSite, Field(min_length=1, description="relative to the site's root, without host, query and anchor")
    ]
    from_path: Annotated[
        PathOfSite, Field(description="the site's own page with the link, likewise; empty when it stands elsewhere")
    ] = ""


OPERATIONS = (
    Operation(
        "post",
        "/api/v1/missing-pages",
        "Say that an address of the site leads nowhere",
        body=MissingPageBody,
        body_types=tuple(sorted(JSON_TYPES)),
        responses={204: None, **REFUSALS},
    ),
)


@blueprint.post("/api/v1/missing-pages")
def missing_page() -> tuple[Response, int]:
    """
    Count a visit to an address that leads nowhere, once a day from one source.

    A visit to a published article is not believed, and not counted.

    :raise 400: the body is not JSON.
    :raise 422: a field is missing or wrong; the answer names it.
    :raise 503: the database cannot be used.
    """
    body = parse(MissingPageBody, read_body())
    feedback = current_feedback()
    visit = Visit(body.path, body.from_path, current_source(str(uuid4())))
    with feedback.database.writing() as connection:
        note_visit(connection, visit, now=feedback.clock())
    return Response(), 204
