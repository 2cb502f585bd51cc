"""
Whether there is an article for what people look for, although they do not get to it.

An article answers a cause when a person said so; when some who worded it otherwise opened that article; or, probably,
when search finds one first that has everything that was asked in its title and one of its headings, and yet nobody
opens it. Else there is probably no such article. The text below headings is no sign: of best hits that do not answer,
two in three have the words somewhere, and one in three has them in title and heading.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, select

from feedback_api.revisions.published import PublishedArticle, find_translation
from feedback_api.revisions.tables import articles
from feedback_api.search_causes.asked_words import Stems
from feedback_api.search_causes.site_words import article_words
from feedback_api.search_causes.tables import search_causes, search_wordings
from feedback_api.searches.tables import clicks, searches
from search_service.words.analysis import words_of
from search_service.words.languages import stem

MIN_OPENED = 2
MAX_HEADING_CHARS = 80
SENTENCE_ENDS = (".", ":", ";", "!")


def find_answer(connection: Connection, cause: Row[Any], wording: str) -> PublishedArticle | None:
    """Find the article that answers *cause*, a row of its table; *wording* is the commonest."""
    for article_id in (cause.article_id, _opened_most(connection, cause.id)):
        article = find_translation(connection, article_id, cause.lang) if article_id else None
        if article:
            return article
    about = _stems_of(connection, cause.lang, wording)
    found = (cause.answer or "").partition(" ")[0]
    if found and about and speaks_of(article_words(connection, found), about, cause.lang):
        return find_translation(connection, found, cause.lang)
    return None


def speaks_of(text: str, about: Stems, language: str) -> bool:
    """Say whether title and one heading of *text*, a line each, have everything that a question is *about*."""
    title, *lines = text.split("\n")
    said = _stems(title, language)
    return about <= said or any(about <= said | _stems(line, language) for line in lines if _is_heading(line))


def first_hit(connection: Connection, cause_id: int) -> PublishedArticle | None:
    """Find the article that search finds first for a cause, whether it answers or not."""
    query = select(search_causes.c.answer, search_causes.c.lang).where(search_causes.c.id == cause_id)
    cause = connection.execute(query).one_or_none()
    found = ((cause and cause.answer) or "").partition(" ")[0]
    return find_translation(connection, found, cause.lang) if cause and found else None


def _is_heading(line: str) -> bool:
    return len(line) <= MAX_HEADING_CHARS and not line.endswith(SENTENCE_ENDS)


def _opened_most(connection: Connection, cause_id: int) -> str | None:
    """Name the article that most of those who searched for a cause opened, if several did."""
    query = (
        select(clicks.c.article_id)
        .join(searches, searches.c.search_id == clicks.c.search_id)
        .where(searches.c.cause_id == cause_id, clicks.c.article_id.in_(select(articles.c.id)))
        .group_by(clicks.c.article_id)
        .having(func.count() >= MIN_OPENED)
        .order_by(func.count().desc(), clicks.c.article_id)
        .limit(1)
    )
    return connection.execute(query).scalar()


def _stems_of(connection: Connection, language: str, wording: str) -> Stems:
    here = (search_wordings.c.lang == language, search_wordings.c.wording == wording)
    return frozenset((connection.execute(select(search_wordings.c.about).where(*here)).scalar() or "").split())


def _stems(line: str, language: str) -> Stems:
    return frozenset(stem(word, language) for word in words_of(line))
