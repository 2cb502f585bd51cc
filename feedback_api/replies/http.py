"""What agents ask of the API: answers to a message, and word of what they linked, flagged or missed."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, Response, current_app, request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from feedback_api.replies.flags import FlagBody, MissingAnswerBody, ask_for_article, questions_in, set_flag
from feedback_api.replies.reply import ReplyBody, ReplyResponse, answer_message
from feedback_api.replies.standing import Standings
from feedback_api.replies.takeaways import TakeawaysQuery, TakeawaysResponse
from feedback_api.replies.words import script_words
from feedback_api.reply_links.links import Anchor, ArticleLanguage, LinkedSection, count
from feedback_api.revisions.published import PublishedArticle, UnknownArticleError, find_translation
from feedback_api.revisions.sections import has_section
from feedback_api.service import current_feedback
from feedback_api.sign_in.access import keep_private, require_staff, signed_in
from feedback_api.sign_in.accounts import Role
from feedback_api.web.bodies import read_body
from publishing.catalogue import ArticleId
from publishing.errors import HelpCentreError
from publishing.translations import noted
from search_service.schemas import ErrorResponse, FieldErrorResponse
from search_service.web.errors import parse
from search_service.web.openapi import Operation
from search_service.web.page_language import page_language
from search_service.web.search import current_engine

EXTENSION = "help-centre-standings"

blueprint = Blueprint("replies_api", __name__, url_prefix="/api/v1")
blueprint.before_request(require_staff)
blueprint.after_request(keep_private)


class LinkBody(BaseModel):
    """A section whose link was copied for a reply; nothing about who copied it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_id: ArticleId
    lang: ArticleLanguage = None
    anchor: Anchor = ""


class UnknownSectionError(HelpCentreError):
    """The article has no such section."""

    http_status = 404


class VisitorResponse(BaseModel):
    """What a page needs to act for who is signed in."""

    model_config = ConfigDict(frozen=True)

    role: Role
    site_url: Annotated[str, Field(description="the address of the site, with a slash at its end, for links")]
    site_lang: Annotated[str, Field(description="the language that permanent links lead to unless they name another")]
    form_token: Annotated[str | None, Field(description="for the header X-Form-Token; null for programs")]
    words: Annotated[dict[str, str], Field(description="what the page says to them, in their language")]


class KeptResponse(BaseModel):
    """What was kept of a message that no article answers."""

    model_config = ConfigDict(frozen=True)

    kept: Annotated[list[str], Field(description="its questions, without what tells who asked")]


_REFUSED: dict[int, type[BaseModel] | None] = {
    400: ErrorResponse,
    401: ErrorResponse,
    403: ErrorResponse,
    413: ErrorResponse,
    415: ErrorResponse,
    422: FieldErrorResponse,
    503: ErrorResponse,
}
_BY_ARTICLE: dict[int, type[BaseModel] | None] = {**_REFUSED, 204: None, 404: ErrorResponse}
OPERATIONS = (
    Operation(
        "get",
        "/api/v1/visitor",
        "Say who is signed in, for staff",
        {200: VisitorResponse, 401: ErrorResponse, 403: ErrorResponse, 503: ErrorResponse},
    ),
    Operation(
        "post",
        "/api/v1/reply",
        "Find what to answer a customer's message with, ready to be copied; for staff",
        {200: ReplyResponse, **_REFUSED},
        body=ReplyBody,
    ),
    Operation(
        "get",
        "/api/v1/takeaways",
        "Say in one line what each section of an article says; for staff",
        {200: TakeawaysResponse, **_REFUSED, 404: ErrorResponse},
        TakeawaysQuery,
    ),
    Operation(
        "post", "/api/v1/links", "Count that a section was linked in a reply; for staff", _BY_ARTICLE, body=LinkBody
    ),
    Operation(
        "post", "/api/v1/flags", "Flag an article; for staff", {**_BY_ARTICLE, 409: ErrorResponse}, body=FlagBody
    ),
    Operation(
        "post",
        "/api/v1/missing-answers",
        "Keep a question that no article answers; for staff",
        {200: KeptResponse, **_REFUSED},
        body=MissingAnswerBody,
    ),
)


@blueprint.get("/visitor")
def visitor() -> Response:
    """
    Say who is signed in.

    :raise 401: nobody.
    """
    who = signed_in()
    site = {"site_url": _site_url(), "site_lang": current_feedback().published.first_language()}
    words = script_words(page_language())
    return _json(VisitorResponse(role=who.account.role, form_token=who.form_token, words=words, **site))


@blueprint.post("/reply")
def reply() -> Response:
    """
    Find answers to a message.

    :raise 401: nobody is signed in.
    :raise 413: the message is too large.
    :raise 422: a field is missing or wrong; the answer names it.
    """
    return _json(answers_to(parse(ReplyBody, read_body())))


@blueprint.get("/takeaways")
def takeaways() -> Response:
    """
    Say what is copied beside links to the sections of an article.

    :raise 401: nobody is signed in.
    :raise 404: no such article.
    :raise 422: a parameter is missing or wrong; the answer names it.
    """
    query = parse(TakeawaysQuery, request.args)
    with current_feedback().database.reading() as connection:
        article = _article(connection, query.article_id, query.lang)
    return _json(TakeawaysResponse(takeaways=dict(_standings().of(article.id, article.url).takeaways)))


@blueprint.post("/links")
def link() -> tuple[Response, int]:
    """
    Count a link.

    :raise 401: nobody is signed in.
    :raise 404: no such article, or it has no such section.
    """
    body = parse(LinkBody, read_body())
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        article = _article(connection, body.article_id, body.lang)
        if not has_section(connection, article, body.anchor):
            raise UnknownSectionError(
                noted("'{article}' has no section '{anchor}'."),
                noted("Send a section that /api/v1/reply gave, or none."),
                article=article.id,
                anchor=body.anchor,
            )
        section = LinkedSection(article.id, article.lang, body.anchor)
        count(connection, "linked", section, day=feedback.clock().date())
    return Response(), 204


@blueprint.post("/flags")
def flag() -> tuple[Response, int]:
    """
    Keep a flag.

    :raise 401: nobody is signed in.
    :raise 404: no such article.
    :raise 409: the key stands for a flag on another article.
    """
    keep_flag(parse(FlagBody, read_body()))
    return Response(), 204


@blueprint.post("/missing-answers")
def missing_answer() -> Response:
    """
    Keep a question that no article answers.

    :raise 401: nobody is signed in.
    :raise 422: nothing is asked; the answer names the field.
    """
    return _json(KeptResponse(kept=keep_questions(parse(MissingAnswerBody, read_body()))))


def keep_flag(body: FlagBody) -> PublishedArticle:
    """
    Keep a flag, and give the article that it is on.

    Raises:
        UnknownArticleError: there is no such article.
        KeyTakenError: the key stands for a flag on another article.

    """
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        article = _article(connection, body.article_id, body.lang)
        set_flag(connection, article, body, now=feedback.clock())
    return article


def keep_questions(body: MissingAnswerBody) -> list[str]:
    """
    Keep the questions of a message that no article answers, and give them.

    Raises:
        FieldError: nothing is left of it that could be kept.

    """
    feedback = current_feedback()
    with feedback.database.reading() as connection:
        asked = questions_in(connection, body)
    with feedback.database.writing() as connection:
        ask_for_article(connection, asked, key=body.key, now=feedback.clock())
    return asked.questions


def answers_to(body: ReplyBody) -> ReplyResponse:
    """Find answers with the parts of the running service."""
    return answer_message(body, current_engine().get(), _standings(), _site_url())


def _standings() -> Standings:
    standings: Standings = current_app.extensions[EXTENSION]
    return standings


def _site_url() -> str:
    return (current_feedback().published.site_url() or "").rstrip("/") + "/"


def _article(connection: Connection, article_id: str, lang: str | None) -> PublishedArticle:
    article = find_translation(connection, article_id, lang)
    if article is None:
        raise UnknownArticleError(
            noted("There is no article '{article}'."), noted("Send an id that /api/v1/reply gave."), article=article_id
        )
    return article


def _json(model: BaseModel) -> Response:
    return Response(model.model_dump_json(), mimetype="application/json")
