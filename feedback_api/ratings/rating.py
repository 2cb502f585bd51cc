"""Ratings: what a reader says about one revision of one article, and how it is counted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.mails.addresses import EMAIL_PATTERN, MAX_EMAIL_CHARS, address
from feedback_api.personal.wording import empty_is_none
from feedback_api.personal.words import without_personal_words
from feedback_api.ratings.by_reply import count_for_link, remember_section
from feedback_api.ratings.counts import add_counts
from feedback_api.ratings.flood_store import Arrival, set_aside
from feedback_api.ratings.tables import ratings
from feedback_api.reply_links.tables import MAX_ANCHOR_CHARS
from feedback_api.revisions.published import UnknownArticleError, UnknownRevisionError, knows_article, was_published
from feedback_api.web.bodies import KeyTakenError
from publishing.catalogue import ArticleId
from publishing.translations import noted

MAX_GOAL_CHARS = 500
MAX_COMMENT_CHARS = 2000

Reason = Literal["not-found", "unclear", "wrong", "failed", "other"]
REASON_LABELS: dict[Reason, str] = dict(
    zip(
        get_args(Reason),
        (
            "It does not answer my question",
            "I did not understand it",
            "It is wrong or outdated",
            "I followed it and it did not work",
            "Something else",
        ),
        strict=True,
    )
)
_KEPT = select(ratings).where(ratings.c.key == bindparam("kept"))
FORM_WORDS = {"yes": True, "no": False, "true": True, "false": False}


def _yes_or_no(value: Any) -> Any:
    return FORM_WORDS.get(value.strip().lower(), value) if isinstance(value, str) else value


def _address(value: Any) -> Any:
    """Take no address that the word of a repair could not be sent to: that word is promised."""
    cleaned = empty_is_none(value)
    if isinstance(cleaned, str):
        try:
            address(cleaned)
        except ValueError as error:
            raise ValueError("is not an e-mail address") from error
    return cleaned


class RatingBody(BaseModel):
    """
    Did this help? Sent once with the answer, and again with the same key when the reader adds the details of a "no".

    No address of the network, no browser name and no cookie is kept with it. What tells who a person is is replaced as
    soon as it is read, before anything waits for the database.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[UUID, Field(description="made by the browser, one for each rating; sending it again updates")]
    article_id: ArticleId
    revision: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._-]+$")]
    helpful: Annotated[bool, Field(strict=True), BeforeValidator(_yes_or_no)]
    reason: Annotated[Reason | None, BeforeValidator(empty_is_none)] = None
    goal: Annotated[
        Annotated[str, Field(max_length=MAX_GOAL_CHARS), AfterValidator(without_personal_words)] | None,
        BeforeValidator(empty_is_none),
        Field(description="what the reader was trying to do, in at most 500 characters"),
    ] = None
    comment: Annotated[
        Annotated[str, Field(max_length=MAX_COMMENT_CHARS), AfterValidator(without_personal_words)] | None,
        BeforeValidator(empty_is_none),
        Field(description="at most 2,000 characters"),
    ] = None
    email: Annotated[
        Annotated[str, Field(max_length=MAX_EMAIL_CHARS, json_schema_extra={"pattern": EMAIL_PATTERN})] | None,
        BeforeValidator(_address),
        Field(description="where to tell the reader that the article was repaired"),
    ] = None
    search_id: Annotated[
        Annotated[str, Field(max_length=64, pattern=r"^[0-9A-Za-z_-]+$")] | None,
        BeforeValidator(empty_is_none),
        Field(description="the search that led to the article"),
    ] = None
    via: Annotated[
        Literal["reply"] | None,
        BeforeValidator(empty_is_none),
        Field(description="how the reader came: by a link in a reply"),
    ] = None
    anchor: Annotated[
        Annotated[str, Field(max_length=MAX_ANCHOR_CHARS)] | None,
        BeforeValidator(empty_is_none),
        Field(description="the section that the link in the reply led to"),
    ] = None
    website: Annotated[str, Field(max_length=2000, description="people do not see this field: leave it empty")] = ""

    @property
    def by_a_machine(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.website)


def record_rating(connection: Connection, rating: RatingBody, *, now: datetime, source: str | None = None) -> bool:
    """
    Keep *rating*, or update the one with the same key; True when it is new.

    An update changes what it names and keeps the rest; a rating of a flood from one *source* or within a minute is kept
    and not counted.

    Raises:
        UnknownArticleError, UnknownRevisionError: never published.
        KeyTakenError: the key stands for a rating of another article or revision.

    """
    _check_published(connection, rating)
    key = str(rating.key)
    words = rating.model_dump(include={"reason", "email", "search_id", "via", "goal", "comment"}, exclude_none=True)
    values = {"article_id": rating.article_id, "revision": rating.revision, "helpful": rating.helpful, **words}
    try:
        with connection.begin_nested():
            connection.execute(insert(ratings).values(key=key, rated_at=now, **values))
    except IntegrityError:
        _update_rating(connection, rating, values)
        return False
    if rating.via is not None:
        remember_section(connection, key, rating.anchor or "")
    if not set_aside(connection, Arrival(key, rating.article_id, rating.revision, source), now=now):
        kept = _kept(connection, key)
        said = {"helpful": kept.helpful, "again": kept.again}
        add_counts(connection, kept.article_id, kept.revision, now.date(), by=1, **said)
        count_for_link(connection, kept, helpful=rating.helpful, by=1)
    return True


def _update_rating(connection: Connection, rating: RatingBody, values: dict[str, Any]) -> None:
    key = str(rating.key)
    known = _kept(connection, key)
    if (known.article_id, known.revision) != (values["article_id"], values["revision"]):
        raise KeyTakenError(
            noted("The key {key} already stands for a rating of '{article}', revision {revision}."),
            noted("Make a new key for each rating."),
            key=key,
            article=known.article_id,
            revision=known.revision,
        )
    connection.execute(update(ratings).where(ratings.c.key == key).values(values))
    came_by_reply = known.via is None and rating.via is not None
    if came_by_reply:
        remember_section(connection, key, rating.anchor or "")
    if known.flood is not None:
        return
    day = known.rated_at.date()
    if known.helpful != rating.helpful:
        for helpful, by in ((known.helpful, -1), (rating.helpful, 1)):
            add_counts(connection, known.article_id, known.revision, day, helpful=helpful, by=by)
            count_for_link(connection, known, helpful=helpful, by=by)
    if came_by_reply:
        count_for_link(connection, _kept(connection, key), helpful=rating.helpful, by=1)


def _kept(connection: Connection, key: str) -> Row[Any]:
    return connection.execute(_KEPT, {"kept": key}).one()


def _check_published(connection: Connection, rating: RatingBody) -> None:
    if was_published(connection, rating.article_id, rating.revision):
        return
    if knows_article(connection, rating.article_id):
        raise UnknownRevisionError(
            noted("The article '{article}' was never published as revision '{revision}'."),
            noted("Send the revision that the page names."),
            article=rating.article_id,
            revision=rating.revision,
        )
    raise UnknownArticleError(
        noted("There is no article '{article}'."),
        noted("Send the id that the page names in its help-centre:id field."),
        article=rating.article_id,
    )
