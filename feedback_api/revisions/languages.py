"""What belongs to an article in one language: a translation has the id of its original, and readers of its own."""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Connection, func, or_, select

from feedback_api.revisions.tables import articles, revisions
from search_service.words.languages import base_language


def revisions_of(article: tuple[str, str]) -> tuple[ColumnElement[bool], ...]:
    """Choose the revisions of an *article*, by id and language."""
    article_id, lang = article
    return revisions.c.article_id == article_id, revisions.c.lang == lang


def has_several_languages(connection: Connection) -> bool:
    """Say whether articles are published in more than one language, so that lists tell which one is meant."""
    return connection.execute(select(func.count(articles.c.lang.distinct()))).scalar_one() > 1


def in_language(column: Column[str], lang: str) -> ColumnElement[bool]:
    """Choose what was said in *lang*, whatever its country, and what nobody knows the language of."""
    base = base_language(lang)
    said = func.lower(column)
    return or_(column.is_(None), said == base, said.startswith(f"{base}-", autoescape=True))
