"""The content as a branch found it and as it is now, both ready to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publishing.catalogue import Catalogue
from publishing.site.build import STATE_FOLDER
from publishing.source.base import base_of
from publishing.source.draft_catalogue import draft_catalogue
from publishing.source.site import ContentSite
from search_service.answers.engine import SearchEngine
from search_service.checks.drafts import DRAFT_INDEX, engine_of, of_language
from search_service.checks.touched_words import TouchedWords, touched_words
from search_service.index.build import Say

BASE_INDEX = Path(STATE_FOLDER) / "base-index"


@dataclass(frozen=True)
class Editions:
    """
    Two editions of the pages: *base*, where the branch left another, and *site*.

    ``lang`` is empty for the pages in their first language, and what others were translated into.
    The index of the base is made when somebody asks it, out of that of the pages as they are: few articles differ.
    """

    base: ContentSite
    site: ContentSite
    base_catalogue: Catalogue
    catalogue: Catalogue
    say: Say
    lang: str = ""

    def in_each_language(self) -> Iterator[Editions]:
        """Yield these, and what they are to the readers of each language that pages are translated into."""
        yield self
        for lang in sorted(self.site.translated_into):
            yield _compared(self.base.in_language(lang), self.site.in_language(lang), self.say, lang)

    @cached_property
    def after(self) -> SearchEngine:
        """Search over the pages as they are."""
        return engine_of(self.catalogue, of_language(DRAFT_INDEX, self.lang), self.say)

    @cached_property
    def before(self) -> SearchEngine:
        """Search over the pages as the branch found them."""
        assert self.after, "its index is where this one begins"
        own, near = (of_language(index, self.lang) for index in (BASE_INDEX, DRAFT_INDEX))
        return engine_of(self.base_catalogue, own, self.say, near=near)

    @cached_property
    def touched(self) -> TouchedWords:
        """What stands otherwise than before."""
        return touched_words(self.base_catalogue, self.catalogue)


def editions_of(site: ContentSite, ref: str, say: Say) -> Editions:
    """
    Compare *site* with what it was where this branch left *ref*.

    Raises:
        NoComparison: no repository, no Git, or *ref* is unknown.

    """
    return _compared(base_of(site, ref), site, say)


def _compared(base: ContentSite, site: ContentSite, say: Say, lang: str = "") -> Editions:
    catalogue = draft_catalogue(site)
    same = {article_id for article_id, page in base.articles.items() if site.articles.get(article_id) is page}
    known = {article.id: article for article in catalogue.articles if article.id in same}
    return Editions(base, site, draft_catalogue(base, known), catalogue, say, lang)
