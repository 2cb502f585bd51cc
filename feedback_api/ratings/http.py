"""Ratings over HTTP: from scripts and beacons as JSON, and from the plain form, which a page answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request
from prometheus_client import Counter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from feedback_api.mails.addresses import MAX_EMAIL_CHARS
from feedback_api.ratings.rating import MAX_COMMENT_CHARS, MAX_GOAL_CHARS, REASON_LABELS, RatingBody, record_rating
from feedback_api.ratings.tables import ratings
from feedback_api.revisions.published import UnknownArticleError, UnknownRevisionError, find_translation
from feedback_api.revisions.tables import revisions
from feedback_api.service import current_feedback, current_source, publication_noticed
from feedback_api.sources.marks import Marker
from feedback_api.sources.networks import is_shared, source_of
from feedback_api.web.bodies import JSON_TYPES, REFUSALS, ByAMachineError, is_form, read_body
from feedback_api.web.relative import lead_to
from publishing.translations import noted
from search_service.schemas import ErrorResponse
from search_service.web.errors import parse
from search_service.web.openapi import Operation
from search_service.web.pages import CONTACT_ARTICLE
from search_service.web.shell import render_in_shell, way_to_root
from search_service.web.spoken import speak, t

ratings_total = Counter("help_centre_ratings_total", "New ratings", ["helpful"])

blueprint = Blueprint("ratings", __name__, template_folder="templates")
FORM_KEYS = UUID("3c1c7c0e-5a4e-4f0b-9d39-0c1a6f1a9a52")


class RatingResponse(BaseModel):
    """The rating as it is kept now."""

    model_config = ConfigDict(frozen=True)

    key: UUID
    article_id: str
    revision: str
    helpful: bool


OPERATIONS = (
    Operation(
        "post",
        "/api/v1/ratings",
        "Rate a revision of an article, or add to an earlier rating with the same key; "
        "a plain form with the same fields is taken too, and answered by a page",
        body=RatingBody,
        body_types=tuple(sorted(JSON_TYPES)),
        responses={201: RatingResponse, 200: RatingResponse, 404: ErrorResponse, 409: ErrorResponse, **REFUSALS},
    ),
)


@blueprint.post("/api/v1/ratings")
def rate() -> Response | tuple[Response, int]:
    """
    Keep a rating: 201 when it is new, 200 when its key was known; the plain form is sent on to a page.

    :raise 400: the body is not JSON.
    :raise 404: no such article.
    :raise 409: the revision was never published, or the key stands for another rating.
    :raise 413: the body is too large.
    :raise 415: neither JSON nor a form.
    :raise 422: a field is missing or wrong; the answer names it.
    :raise 503: the database cannot be used; nothing was kept.
    """
    fields = read_body()
    if is_form() and not fields.get("key"):
        fields["key"] = _key_of_form(fields)
    rating = parse(RatingBody, fields)
    if is_form() and rating.by_a_machine:
        raise ByAMachineError(
            noted("A field that people do not see was filled in, as machines do."),
            noted("Send the rating without 'website'."),
        )
    created = True if rating.by_a_machine else _record(rating)
    if is_form():
        way = "&contact=none" if _leads_to_no_person() else ""
        return lead_to(f"{way_to_root()}rated/?key={rating.key}{way}")
    kept = rating.model_dump(mode="json", include=set(RatingResponse.model_fields))
    return jsonify(kept), 201 if created else 200


@blueprint.get("/rated/")
def rated() -> str:
    """
    Thank the reader, and after a "no" ask what they were trying to do.

    :raise 404: no such rating.
    """
    key = request.args.get("key", "")
    with current_feedback().database.reading() as connection:
        joined = ratings.join(
            revisions,
            (ratings.c.article_id == revisions.c.article_id) & (ratings.c.revision == revisions.c.revision),
        )
        read = (revisions.c.title, revisions.c.url, revisions.c.lang)
        query = select(ratings, *read).select_from(joined).where(ratings.c.key == key)
        rating = connection.execute(query).one_or_none()
        if rating is None:
            abort(404)
        speak(rating.lang)
        contact = find_translation(connection, CONTACT_ARTICLE, rating.lang)
        article = find_translation(connection, rating.article_id, rating.lang)
    body = render_template(
        "ratings/rated.html",
        rating=rating,
        url=article.url if article else rating.url,
        told=bool(rating.goal or rating.comment or rating.reason),
        contact=contact,
        leads_to_no_person=_leads_to_no_person(),
        passed_on={"article": rating.article_id, "revision": rating.revision, "helpful": "no"},
        reasons=REASON_LABELS,
        max_chars={"goal": MAX_GOAL_CHARS, "comment": MAX_COMMENT_CHARS, "email": MAX_EMAIL_CHARS},
    )
    site_folder: Path | None = current_app.config["SITE_FOLDER"]
    return render_in_shell(site_folder, t("Thank you"), body)


def _leads_to_no_person() -> bool:
    """Say whether the page that was rated shows no way to a person, as its front matter wants it."""
    return request.args.get("contact") == "none"


def _key_of_form(fields: Mapping[str, str]) -> str:
    """
    Name the rating of a browser that keeps no key: pressed twice, or both ways, it is one, with the last answer.

    What the name is made of cannot be read from it once the day's salt is gone. Where no source can be told, readers
    may share an address, so that only what comes within the minute is one.
    """
    feedback = current_feedback()
    now, address = feedback.clock(), request.remote_addr or ""
    tells = source_of(address) and not is_shared(address, feedback.shared)
    who = f"{address if tells else now.strftime('%H:%M')} {request.user_agent.string}"
    with feedback.database.writing() as connection:
        mark = Marker(connection).mark(who, fields.get("article_id", ""), fields.get("revision", ""), now=now)
    return str(uuid5(FORM_KEYS, mark))


def _record(rating: RatingBody) -> bool:
    """Keep the rating; when its revision is news to us, look whether the site was published a moment ago."""
    feedback = current_feedback()
    now, source = feedback.clock(), current_source(str(rating.key))
    try:
        with feedback.database.writing() as connection:
            created = record_rating(connection, rating, now=now, source=source)
    except (UnknownArticleError, UnknownRevisionError):
        if not publication_noticed():
            raise
        with feedback.database.writing() as connection:
            created = record_rating(connection, rating, now=now, source=source)
    if created:
        ratings_total.labels(str(rating.helpful).lower()).inc()
    return created
