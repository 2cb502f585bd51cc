"""What the catalogue says of each article beyond what search knows: its level of support, and its alternative."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from feedback_api.revisions.published import Published
from publishing.catalogue import INSTEAD_ANCHOR, NOT_SUPPORTED, Article, Section, Support, read_catalogue


@dataclass(frozen=True)
class Standing:
    """The level of support of an article, and where it is not supported the section that names the alternative."""

    support: Support | None
    instead: Section | None


class Standings:
    """The standing of every article, read again when another catalogue was remembered."""

    def __init__(self, published: Published, source: str) -> None:
        """Read the catalogue at *source*, which *published* follows."""
        self._published = published
        self._source = source
        self._mark: str | None = None
        self._standings: dict[str, Standing] = {}
        self._reading = threading.Lock()

    def of(self, article_id: str) -> Standing:
        """
        Give the standing of an article; of one that is unknown nothing is said.

        Raises:
            CatalogueError: the catalogue cannot be read.

        """
        mark = self._published.mark()
        with self._reading:
            if mark != self._mark:
                self._standings = _read(self._source)
                self._mark = mark
        return self._standings.get(article_id, Standing(None, None))


def _read(source: str) -> dict[str, Standing]:
    standings: dict[str, Standing] = {}
    for article in read_catalogue(source).articles:
        standings.setdefault(article.id, standing_of(article))
    return standings


def standing_of(article: Article) -> Standing:
    """Read the standing of *article*; only a "no" needs an alternative."""
    if article.support != NOT_SUPPORTED:
        return Standing(article.support, None)
    named = next((section for section in article.sections if section.anchor == INSTEAD_ANCHOR), None)
    return Standing(article.support, named)
