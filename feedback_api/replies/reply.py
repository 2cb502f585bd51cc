"""Answers to a message, ready to be copied into a reply."""

from __future__ import annotations

import time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from feedback_api.replies.answers import find_answers
from feedback_api.replies.message import MAX_MESSAGE_CHARS, body_of, is_foreign, searched_part
from feedback_api.replies.snippet import (
    Line,
    as_html,
    as_markdown,
    as_plain,
    on_one_line,
    one_short_line,
    permanent_address,
)
from feedback_api.replies.standing import Standing, Standings
from publishing.catalogue import Kind, Support
from search_service.answers.engine import SearchEngine
from search_service.schemas import ExcerptRun, Hit, Language, SectionLink

MAX_ANSWERS = 10


class ReplyBody(BaseModel):
    """A customer's message, or words that somebody typed; it is searched by and not kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message: Annotated[str, Field(max_length=MAX_MESSAGE_CHARS)]
    lang: Annotated[Language, Field(description="whose articles come first; null: the message's own")] = None
    limit: Annotated[int, Field(ge=1, le=MAX_ANSWERS)] = 6


class Copy(BaseModel):
    """What is copied, in three forms with the same content."""

    model_config = ConfigDict(frozen=True)

    plain: str
    markdown: str
    html: str


class Instead(BaseModel):
    """What an article or a section that says "not supported" offers instead."""

    model_config = ConfigDict(frozen=True)

    title: str
    text: str
    link: str


class Answer(BaseModel):
    """An article to answer with, and its section or moment that fits."""

    model_config = ConfigDict(frozen=True)

    article_id: str
    lang: Annotated[str | None, Field(description="send it along with links and flags: an article has several texts")]
    revision: str
    kind: Kind
    title: str
    takeaway: Annotated[str, Field(description="the section, or the article, in one line")]
    support: Annotated[Support | None, Field(description="of the section, where it has its own; else of the article")]
    section: SectionLink
    excerpt: list[ExcerptRun]
    link: Annotated[str, Field(description="the permanent address of the section, which says that it came in a reply")]
    instead: Annotated[Instead | None, Field(description="of what is not supported: what can be done")]
    copied: Annotated[Copy, Field(description="what to put into the reply")]


class ReplyResponse(BaseModel):
    """Answers, best first."""

    model_config = ConfigDict(frozen=True)

    took_ms: Annotated[float, Field(ge=0, description="wall-clock milliseconds")]
    answers: list[Answer]
    foreign: Annotated[bool, Field(description="the message is in none of the languages of the articles")] = False


def answer_message(body: ReplyBody, engine: SearchEngine, standings: Standings, root: str) -> ReplyResponse:
    """
    Find answers to a message with *engine*; links begin with *root*, the address of the site.

    Raises:
        CatalogueError: the catalogue cannot be read.

    """
    started = time.perf_counter()
    languages = standings.languages()
    found = find_answers(engine, body.message, lang=body.lang, limit=body.limit, languages=languages)
    answers = [make_answer(hit, standings.of(hit.article_id, hit.url), root) for hit in found]
    foreign = body.lang is None and is_foreign(searched_part(body_of(body.message)), languages)
    return ReplyResponse(took_ms=round((time.perf_counter() - started) * 1000, 3), answers=answers, foreign=foreign)


def make_answer(hit: Hit, standing: Standing, root: str) -> Answer:
    """Turn what was found into what is shown and copied."""
    instead = _instead(hit, standing, root)
    address = permanent_address(root, hit.article_id, hit.section.anchor, standing.translation)
    names_it_itself = instead is not None and instead.link == address
    line = Line(
        title=f"{hit.title}: {hit.section.title}" if hit.section.title else hit.title,
        takeaway=instead.text if instead and names_it_itself else _takeaway(hit, standing),
        address=address,
    )
    lines = [line]
    if instead and not names_it_itself:
        lines.append(Line(instead.title, instead.text, instead.link))
    return Answer(
        article_id=hit.article_id,
        lang=standing.lang,
        revision=hit.revision,
        kind=hit.kind,
        title=hit.title,
        takeaway=line.takeaway,
        support=standing.support_of(hit.section.anchor),
        section=hit.section,
        excerpt=hit.excerpt,
        link=line.address,
        instead=instead,
        copied=Copy(plain=as_plain(lines), markdown=as_markdown(lines), html=as_html(lines)),
    )


def _takeaway(hit: Hit, standing: Standing) -> str:
    """Say what the section says first; the summary where it says that in no sentence, or is the introduction."""
    excerpt = "".join(run.text for run in hit.excerpt)
    return standing.takeaways.get(hit.section.anchor) or one_short_line(hit.summary or excerpt)


def _instead(hit: Hit, standing: Standing, root: str) -> Instead | None:
    """Name the alternative, whole: a "no" never leaves without something to do, which may stand at its end."""
    section = standing.alternative_to(hit.section.anchor)
    if section is None:
        return None
    address = permanent_address(root, hit.article_id, section.anchor, standing.translation)
    return Instead(title=section.title, text=on_one_line(section.text), link=address)
