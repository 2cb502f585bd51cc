"""Flags: somebody who answers customers says that an article is wrong, outdated, or lacks something."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4, uuid5

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.personal.wording import clean, empty_is_none
from feedback_api.personal.words import without_personal_words
from feedback_api.replies.message import MAX_MESSAGE_CHARS, body_of, language_of
from feedback_api.replies.questions import asking_part, questions_of
from feedback_api.replies.tables import flags
from feedback_api.reply_links.links import Anchor, ArticleLanguage
from feedback_api.revisions.published import PublishedArticle
from feedback_api.revisions.sections import has_section
from feedback_api.revisions.tables import articles
from feedback_api.search_causes.site_words import site_language
from feedback_api.searches.log import MAX_QUERY_CHARS
from feedback_api.searches.tables import FROM_AGENTS, searches
from feedback_api.web.bodies import KeyTakenError
from publishing.catalogue import ArticleId
from publishing.translations import noted
from search_service.web.errors import FieldError
from search_service.words.languages import base_language

MAX_WORDS_CHARS = 2000
MAX_FLAGS_SHOWN = 20
FlagKind = Literal["wrong", "outdated", "missing"]
FLAG_LABELS: dict[FlagKind, str] = {
    "wrong": noted("It is wrong"),
    "outdated": noted("It is outdated"),
    "missing": noted("Something is missing"),
}
CustomersWords = Annotated[
    Annotated[str, Field(max_length=MAX_WORDS_CHARS), AfterValidator(without_personal_words)] | None,
    BeforeValidator(empty_is_none),
    Field(description="what the customer wrote; what tells who a person is is replaced before it is kept"),
]

OnceKey = Annotated[
    UUID | None,
    BeforeValidator(empty_is_none),
    Field(description="made by the page for what is sent; sending the same again counts once"),
]


class FlagBody(BaseModel):
    """A flag on an article; nothing about who set it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: OnceKey = None
    article_id: ArticleId
    lang: ArticleLanguage = None
    anchor: Anchor = ""
    kind: FlagKind
    words: CustomersWords = None


class MissingAnswerBody(BaseModel):
    """A question that no article answers, in the customer's words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: OnceKey = None
    question: Annotated[str, Field(min_length=1, max_length=MAX_MESSAGE_CHARS)]
    lang: Annotated[str, Field(max_length=35)] | None = None


@dataclass(frozen=True)
class Asked:
    """The questions of a message, fit to be kept, and the language that they are in, if that is known."""

    questions: list[str]
    lang: str | None


@dataclass(frozen=True)
class Flag:
    """A flag as it is kept."""

    kind: FlagKind
    anchor: str
    revision: str
    words: str | None
    flagged_at: datetime


def set_flag(connection: Connection, article: PublishedArticle, flag: FlagBody, *, now: datetime) -> None:
    """
    Keep a flag on the published revision of *article*; on a section that it does not have, on all of it.

    One with a key that was sent before is that flag, put right and set anew: it counts once, and keeps its words unless
    it has new ones.

    Raises:
        KeyTakenError: the key stands for a flag on another article.

    """
    values = {
        "article_id": article.id,
        "lang": article.lang,
        "anchor": flag.anchor if has_section(connection, article, flag.anchor) else "",
        "revision": article.revision,
        "kind": flag.kind,
        "words": flag.words,
        "flagged_at": now,
        "key": str(flag.key) if flag.key else None,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(flags).values(values))
    except IntegrityError:
        _put_right(connection, values)


def _put_right(connection: Connection, values: dict[str, Any]) -> None:
    same = [flags.c[name] == values[name] for name in ("key", "article_id", "lang")]
    told = {name: value for name, value in values.items() if value is not None}
    if not connection.execute(update(flags).where(*same).values(told)).rowcount:
        raise KeyTakenError(
            f"The key {values['key']} already stands for a flag on another article.", "Make a new key for each flag."
        )


def list_flags(connection: Connection, article_id: str, lang: str) -> list[Flag]:
    """List the flags on an article in one language, latest first, at most ``MAX_FLAGS_SHOWN``."""
    here = (flags.c.article_id == article_id, flags.c.lang == lang)
    query = select(flags).where(*here).order_by(flags.c.flagged_at.desc(), flags.c.id.desc())
    return [
        Flag(row.kind, row.anchor, row.revision, row.words, row.flagged_at)
        for row in connection.execute(query.limit(MAX_FLAGS_SHOWN))
    ]


def _languages(connection: Connection) -> set[str]:
    return {base_language(lang) for lang in connection.execute(select(articles.c.lang).distinct()).scalars()}


def questions_in(connection: Connection, asked: MissingAnswerBody) -> Asked:
    """
    Read the questions of a message that no article answers; nothing is written.

    Raises:
        FieldError: without quoted mail, addresses and what tells who wrote it, nothing is left.

    """
    said = clean(asked.question)
    lang = asked.lang or language_of(body_of(said), _languages(connection))
    asks = questions_of(said, base_language(lang) if lang else site_language(connection))
    questions = [asking_part(question, MAX_QUERY_CHARS) for question in asks]
    if not questions:
        raise FieldError(
            "question",
            noted("Nothing was kept: no question is left in this message."),
            noted("Write what the customer asks."),
        )
    return Asked(questions, lang)


def ask_for_article(connection: Connection, asked: Asked, *, key: UUID | None, now: datetime) -> None:
    """Keep the questions of a message where they are gathered with searches; sent again with the same *key*, once."""
    for question in asked.questions:
        values = {
            "search_id": uuid5(key or uuid4(), question).hex,
            "query": question,
            "lang": asked.lang,
            "total": 0,
            "partial": False,
            "settled": True,
            "searched_at": now,
            "source": FROM_AGENTS,
        }
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(insert(searches).values(values))
