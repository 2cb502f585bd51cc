"""
What links in replies do afterwards, by section and day: linked, opened, come back to, asked after, and rated.

Counts, and nothing else: who linked, and who opened, has no place here. Only sections that are published are counted
each by itself, so that nobody fills the table with anchors that he made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field
from sqlalchemy import Connection, case, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.reply_links.tables import MAX_ANCHOR_CHARS, link_days
from feedback_api.revisions.published import find_translation
from feedback_api.revisions.sections import has_section
from feedback_api.revisions.tables import revisions

Anchor = Annotated[str, Field(max_length=MAX_ANCHOR_CHARS, description="the section; empty for the introduction")]
ArticleLanguage = Annotated[
    Annotated[str, Field(max_length=40)] | None, Field(description="of a translation; else the first language counts")
]
Event = Literal["linked", "opened", "came_back", "asked_again", "helped", "unhelped"]
EVENTS: tuple[Event, ...] = get_args(Event)


@dataclass(frozen=True)
class LinkedSection:
    """Where a link in a reply leads: an article in one language, and a section of it; none is the whole article."""

    article_id: str
    lang: str
    anchor: str


@dataclass(frozen=True)
class LinkTally:
    """What became of links to one section of an article, ever."""

    anchor: str
    linked: int
    opened: int
    came_back: int
    asked_again: int
    helped: int
    unhelped: int


def linked_section(connection: Connection, article_id: str, lang: str | None, anchor: str) -> LinkedSection | None:
    """
    Find what an old link led to; None when there was never such an article.

    A section that the article does not have, or no longer, is the article as a whole.
    """
    article = find_translation(connection, article_id, lang)
    if article is not None:
        known = has_section(connection, article, anchor)
        return LinkedSection(article.id, article.lang, anchor if known else "")
    query = select(revisions.c.lang).where(revisions.c.article_id == article_id)
    departed = connection.execute(query.order_by(revisions.c.published_at.desc()).limit(1)).scalar()
    return None if departed is None else LinkedSection(article_id, departed, "")


def count(connection: Connection, event: Event, section: LinkedSection, *, day: date, by: int = 1) -> None:
    """Count *event* for a section on a *day*, once more or, *by* -1, once less."""
    key = {"article_id": section.article_id, "lang": section.lang, "anchor": section.anchor, "day": day}
    here = [link_days.c[name] == value for name, value in key.items()]
    counted = link_days.c[event] + by
    more = update(link_days).where(*here).values({event: case((counted < 0, 0), else_=counted)})
    if connection.execute(more).rowcount:
        return
    try:
        with connection.begin_nested():
            connection.execute(insert(link_days).values(**key, **{**dict.fromkeys(EVENTS, 0), event: max(by, 0)}))
    except IntegrityError:  # another process was first
        connection.execute(more)


@dataclass(frozen=True)
class RatedAfterReply:
    """What readers said of an article who came by a link in a reply."""

    helped: int
    unhelped: int


def rated_after_reply(connection: Connection, article_id: str, lang: str) -> RatedAfterReply:
    """Add up how readers rated an article who came by a link in a reply, ever."""
    sums = (func.coalesce(func.sum(column), 0) for column in (link_days.c.helped, link_days.c.unhelped))
    row = connection.execute(select(*sums).where(link_days.c.article_id == article_id, link_days.c.lang == lang)).one()
    return RatedAfterReply(int(row[0]), int(row[1]))


def link_tallies(connection: Connection, article_id: str, lang: str) -> list[LinkTally]:
    """Add up what became of links to each section of an article, the most linked first."""
    sums = [func.sum(link_days.c[event]).label(event) for event in EVENTS]
    query = (
        select(link_days.c.anchor, *sums)
        .where(link_days.c.article_id == article_id, link_days.c.lang == lang)
        .group_by(link_days.c.anchor)
        .order_by(func.sum(link_days.c.linked).desc(), link_days.c.anchor)
    )
    return [LinkTally(row.anchor, *(int(getattr(row, event)) for event in EVENTS)) for row in connection.execute(query)]
