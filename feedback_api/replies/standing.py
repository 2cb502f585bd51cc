"""What the catalogue says of each article beyond what search knows: language, level of support, and alternative."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from feedback_api.revisions.published import Published
from publishing.catalogue import INSTEAD_ANCHOR, NOT_SUPPORTED, Article, Section, Support, read_catalogue
from search_service.words.languages import base_language


@dataclass(frozen=True)
class Standing:
    """
    The level of support of an article, and where it is not supported the section that names the alternative.

    ``translation`` is its language where permanent links to the article lead to another one.
    """

    support: Support | None = None
    instead: Section | None = None
    lang: str | None = None
    translation: str | None = None


class Standings:
    """The standing of every article, read again when another catalogue was remembered."""

    def __init__(self, published: Published, source: str) -> None:
        """Read the catalogue at *source*, which *published* follows."""
        self._published = published
        self._source = source
        self._mark: str | None = None
        self._standings: dict[tuple[str, str], Standing] = {}
        self._languages: frozenset[str] = frozenset()
        self._reading = threading.Lock()

    def of(self, article_id: str, url: str) -> Standing:
        """
        Give the standing of an article in the language of its page at *url*; of one that is unknown nothing is said.

        Raises:
            CatalogueError: the catalogue cannot be read.

        """
        return self._current().get((article_id, url), Standing())

    def languages(self) -> frozenset[str]:
        """
        Give the languages that anything is published in, by their two letters.

        Raises:
            CatalogueError: the catalogue cannot be read.

        """
        self._current()
        return self._languages

    def _current(self) -> dict[tuple[str, str], Standing]:
        mark = self._published.mark()
        with self._reading:
            if mark != self._mark:
                self._standings = _read(self._source)
                self._languages = frozenset(base_language(one.lang) for one in self._standings.values() if one.lang)
                self._mark = mark
            return self._standings


def _read(source: str) -> dict[tuple[str, str], Standing]:
    standings: dict[tuple[str, str], Standing] = {}
    first: dict[str, str] = {}
    for article in read_catalogue(source).articles:
        is_first = first.setdefault(article.id, article.lang) == article.lang
        standings[article.id, article.url] = standing_of(article, is_first=is_first)
    return standings


def standing_of(article: Article, *, is_first: bool) -> Standing:
    """Read the standing of *article*; only a "no" needs an alternative."""
    translation = None if is_first else article.lang
    named = None
    if article.support == NOT_SUPPORTED:
        named = next((section for section in article.sections if section.anchor == INSTEAD_ANCHOR), None)
    return Standing(article.support, named, article.lang, translation)
