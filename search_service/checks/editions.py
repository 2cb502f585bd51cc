"""The content as a branch found it and as it is now, both ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publishing.base_content import base_of
from publishing.build import STATE_FOLDER
from publishing.catalogue import Catalogue
from publishing.content_site import ContentSite
from publishing.draft_catalogue import draft_catalogue
from search_service.answers.engine import SearchEngine
from search_service.checks.drafts import DRAFT_INDEX, engine_of
from search_service.checks.touched_words import TouchedWords, touched_words
from search_service.index.build import Say

BASE_INDEX = Path(STATE_FOLDER) / "base-index"


@dataclass(frozen=True)
class Editions:
    """
    Two editions of the pages: *base*, where the branch left another, and *site*.

    The index of the base is made when somebody asks it, out of that of the pages as they are: few articles differ.
    """

    base: ContentSite
    site: ContentSite
    base_catalogue: Catalogue
    catalogue: Catalogue
    say: Say

    @cached_property
    def after(self) -> SearchEngine:
        """Search over the pages as they are."""
        return engine_of(self.catalogue, DRAFT_INDEX, self.say)

    @cached_property
    def before(self) -> SearchEngine:
        """Search over the pages as the branch found them."""
        assert self.after, "its index is where this one begins"
        return engine_of(self.base_catalogue, BASE_INDEX, self.say, near=DRAFT_INDEX)

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
    base = base_of(site, ref)
    catalogue = draft_catalogue(site)
    same = {article_id for article_id, page in base.articles.items() if site.articles.get(article_id) is page}
    known = {article.id: article for article in catalogue.articles if article.id in same}
    return Editions(base, site, draft_catalogue(base, known), catalogue, say)
