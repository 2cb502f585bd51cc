"""The words that a help centre is written in, by which the spelling of searches is repaired."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, insert, select

from feedback_api.database.connections import Database
from feedback_api.revisions.tables import articles, catalogues, revisions, wordings
from feedback_api.search_causes.asked_words import count_words
from feedback_api.search_causes.tables import words_of_sites
from search_service.words.languages import base_language
from search_service.words.synonyms import Synonyms, read_lines

DEFAULT_LANGUAGE = "en"

_kept: dict[tuple[str, str], dict[str, int]] = {}


def site_words(connection: Connection, language: str) -> dict[str, int]:
    """Give the words of the published articles in *language* and in how many lines each stands; read once a site."""
    mark = _mark(connection)
    if (mark, language) not in _kept:
        for other in [key for key in _kept if key[0] != mark]:
            del _kept[other]
        remembered = _remembered(connection, language, mark)
        _kept[mark, language] = _read(connection, language) if remembered is None else remembered
    return _kept[mark, language]


def remember_site_words(database: Database, language: str) -> None:
    """Write down the words of the site, so that the next process need not read every article."""
    here = words_of_sites.c.lang == language
    with database.reading() as connection:
        mark = _mark(connection)
        if connection.execute(select(words_of_sites.c.fingerprint).where(here)).scalar() == mark:
            return
        words = json.dumps(site_words(connection, language), ensure_ascii=False)
    with database.writing() as connection:
        connection.execute(delete(words_of_sites).where(here))
        connection.execute(insert(words_of_sites).values(lang=language, fingerprint=mark, words=words))


def site_synonyms(connection: Connection, language: str) -> Synonyms:
    """Give the words that mean the same, as writers listed them."""
    lines = connection.execute(select(catalogues.c.synonyms)).scalar() or ""
    return read_lines(lines.splitlines(), [language])


def site_language(connection: Connection) -> str:
    """Give the language of those who search without saying theirs: that of the site's first article."""
    tag = connection.execute(select(articles.c.lang).order_by(articles.c.position).limit(1)).scalar()
    return base_language(tag or DEFAULT_LANGUAGE)


def article_words(connection: Connection, article_id: str) -> str:
    """Give the words of a published article, as they stood when its present evidence began."""
    query = _published().where(articles.c.id == article_id).limit(1)
    row = connection.execute(query).one_or_none()
    return f"{row.title}\n{row.words}" if row else ""


def _mark(connection: Connection) -> str:
    """Name what is published now."""
    return connection.execute(select(catalogues.c.fingerprint)).scalar() or ""


def _remembered(connection: Connection, language: str, mark: str) -> dict[str, int] | None:
    here = (words_of_sites.c.lang == language, words_of_sites.c.fingerprint == mark)
    written = connection.execute(select(words_of_sites.c.words).where(*here)).scalar()
    return None if written is None else {str(word): int(times) for word, times in json.loads(written).items()}


def _read(connection: Connection, language: str) -> dict[str, int]:
    pages = connection.execute(_published())
    lines = ((line, 1) for page in pages if base_language(page.lang) == language for line in page.words.split("\n"))
    return count_words(lines)


def _published() -> Select[Any]:
    """Select the title and the words of published articles."""
    current = and_(revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision)
    worded = and_(wordings.c.article_id == articles.c.id, wordings.c.lineage == revisions.c.lineage)
    columns = (articles.c.id, articles.c.lang, articles.c.title, wordings.c.words)
    return select(*columns).join(revisions, current).join(wordings, worded).order_by(articles.c.position)
