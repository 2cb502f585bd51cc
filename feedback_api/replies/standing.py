"""What the catalogue says of each article beyond what search knows: language, support, alternatives and takeaways."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from feedback_api.replies.takeaways import takeaways_of
from feedback_api.revisions.published import Published
from publishing.catalogue import INSTEAD_ANCHOR, NOT_SUPPORTED, Article, Section, Support, read_catalogue
from search_service.words.languages import base_language


@dataclass(frozen=True)
class Standing:
    """
    The level of support of an article, and of its sections that have their own.

    ``instead`` is the section in which an article that is not supported names the alternative; ``refused`` are the
    sections, by their anchors, that are not supported in an article that is: each names its alternative itself.
    ``translation`` is its language where permanent links to the article lead to another one. ``takeaways`` are the
    lines that are copied beside links to its sections, by their anchors.
    """

    support: Support | None = None
    instead: Section | None = None
    lang: str | None = None
    translation: str | None = None
    section_support: Mapping[str, Support] = field(default_factory=dict)
    refused: Mapping[str, Section] = field(default_factory=dict)
    takeaways: Mapping[str, str] = field(default_factory=dict)

    def support_of(self, anchor: str) -> Support | None:
        """Give the level of a section: its own, or that of the article."""
        return self.section_support.get(anchor, self.support)

    def alternative_to(self, anchor: str) -> Section | None:
        """Give what can be done where a section says no; None where it says none."""
        if self.support_of(anchor) != NOT_SUPPORTED:
            return None
        return self.refused.get(anchor, self.instead)


class Standings:
    """The standing of every article, read again when another catalogue was remembered."""

    def __init__(self, published: Published, source: str) -> None:
        """Read the catalogue at *source*, which *published* follows."""
        self._published = published
        self._source = source
        self._mark: str | None = None
        self._standings: dict[tuple[str, str], Standing] = {}
        self._languages: tuple[str, ...] = ()
        self._reading = threading.Lock()

    def of(self, article_id: str, url: str) -> Standing:
        """
        Give the standing of an article in the language of its page at *url*; of one that is unknown nothing is said.

        Raises:
            CatalogueError: the catalogue cannot be read.

        """
        return self._current().get((article_id, url), Standing())

    def languages(self) -> tuple[str, ...]:
        """
        Give the languages that anything is published in, by their two letters, the first language first.

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
                self._languages = _languages(self._standings.values(), self._published.first_language())
                self._mark = mark
            return self._standings


def _languages(standings: Iterable[Standing], first: str) -> tuple[str, ...]:
    known = dict.fromkeys(base_language(one.lang) for one in standings if one.lang)
    return tuple(sorted(known, key=lambda lang: lang != base_language(first)))


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
    return Standing(
        support=article.support,
        instead=named,
        lang=article.lang,
        translation=translation,
        section_support=article.section_support,
        refused=_refused(article),
        takeaways=takeaways_of(article),
    )


def _refused(article: Article) -> dict[str, Section]:
    """Find the sections that say no; one that only stands above others says what they say."""
    refused: dict[str, Section] = {}
    below = ""
    for section in reversed(article.sections):
        if article.section_support.get(section.anchor) != NOT_SUPPORTED:
            below = ""
            continue
        text = section.text.strip() or below
        refused[section.anchor] = section.model_copy(update={"text": text})
        below = f"{section.title}: {section.text} {below}".strip()
    return refused
