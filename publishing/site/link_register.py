"""What a build learns of links that were published before, while it goes through the pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.articles.ids import derive_id, kept_ids
from publishing.articles.meta import accepted_id, text_of
from publishing.links.built_ids import ids_in
from publishing.links.forwarding import GONE, REPLACED_BY, Departure, departure_of
from publishing.links.published import PublishedLinks, paths_of, read_published
from publishing.links.redirects import DepartedPage, LinkHistory, ListingPage
from publishing.source.page import read_source

_SAYS_WHERE = re.compile(rf"^(?:{REPLACED_BY}|{GONE}):", re.MULTILINE)
_LANG = re.compile(r'<html\b[^>]*\blang="([^"]+)"')


@dataclass
class LinkRegister:
    """Takes note of pages that are replaced or gone or only list others, and of the anchors of all that are there."""

    published: PublishedLinks
    directory_urls: bool
    _departed: dict[str, DepartedPage] = field(default_factory=dict)
    _moved: dict[str, Departure] = field(default_factory=dict)
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    _listings: dict[str, tuple[ListingPage, Mapping[str, Any], str]] = field(default_factory=dict)

    @classmethod
    def of(cls, docs_folder: Path, *, directory_urls: bool) -> LinkRegister | None:
        """
        Begin with the list of published links; None when the site keeps none.

        Raises:
            ListUnreadable: the list is damaged.

        """
        published = read_published(docs_folder)
        return None if published is None else cls(published, directory_urls)

    def departure(self, docs_folder: Path, source_path: str, place: str, url: str) -> Departure | None:
        """
        Return what the page at *source_path* says when it is replaced or gone, and take note of it; else None.

        Its *place* is that path without what tells its language, *url* the address that it has, relative to the site.

        Raises:
            Unreadable: not to be opened, too large, or not UTF-8.

        """
        if not _SAYS_WHERE.search((docs_folder / source_path).read_text(encoding="utf-8", errors="replace")):
            return None
        page = read_source(docs_folder, source_path)
        departure = departure_of(page.front_matter)
        if not (departure.replaced_by or departure.gone):
            return None
        article_id = self._id_of(place, page.front_matter)
        title = text_of(page.front_matter.get("title")) or article_id
        self._departed.setdefault(article_id, DepartedPage(place, url, title, departure))
        return departure

    def _id_of(self, source_path: str, front_matter: Mapping[str, Any]) -> str:
        article_id = accepted_id(front_matter.get("id"))
        article_id = article_id or kept_ids(paths_of(self.published), {source_path: None}).get(source_path)
        return article_id or derive_id(source_path)

    def note_listing(self, source_path: str, front_matter: Mapping[str, Any], title: str, url: str, html: str) -> None:
        """Take note of a page that only lists others; of one in several languages the first counts."""
        page_id = self._id_of(source_path, front_matter)
        found = _LANG.search(html)
        page = ListingPage(page_id, url, title or page_id, found[1] if found else "en")
        self._listings.setdefault(page_id, (page, front_matter, html))

    def note(self, article_id: str, front_matter: Mapping[str, Any], html: str) -> None:
        """
        Take note of an article that is there: of the anchors of its page *html*, and of sections that left it.

        What several languages say of these is what the first says.
        """
        self._anchors[article_id] = self._anchors.get(article_id, frozenset()) | ids_in(html)
        departure = departure_of(front_matter)
        if departure.moved_sections:
            self._moved.setdefault(article_id, departure)

    def history(self) -> LinkHistory:
        """
        Return what was noted; an id that an article has as well is the article's.

        A site in several languages asks after each of them: nothing is noted by asking.
        """
        listings = {name: noted for name, noted in self._listings.items() if name not in self._anchors}
        departures = {name: departure_of(front_matter) for name, (_, front_matter, _) in listings.items()}
        return LinkHistory(
            self.published,
            self._departed,
            {**self._moved, **{name: departure for name, departure in departures.items() if departure.moved_sections}},
            {**self._anchors, **{name: ids_in(html) for name, (_, _, html) in listings.items()}},
            self.directory_urls,
            {name: page for name, (page, _, _) in listings.items()},
        )
