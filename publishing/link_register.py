"""What a build learns of links that were published before, while it goes through the pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.article_ids import derive_id, kept_ids
from publishing.links.forwarding import GONE, REPLACED_BY, Departure, departure_of
from publishing.links.published import PublishedLinks, paths_of, read_published
from publishing.links.redirects import DepartedPage, LinkHistory
from publishing.page_meta import accepted_id, text_of
from publishing.source_page import read_source

_SAYS_WHERE = re.compile(rf"^(?:{REPLACED_BY}|{GONE}):", re.MULTILINE)
# It begins with letters, for which Python looks many times as fast as for any white space before them.
_ID = re.compile(r"""id=(?:"([^"]+)"|'([^']+)'|([^\s"'<>]+))""")


@dataclass
class LinkRegister:
    """Takes note of pages that are replaced or gone, and of the anchors of all others."""

    published: PublishedLinks
    directory_urls: bool
    _departed: dict[str, DepartedPage] = field(default_factory=dict)
    _moved: dict[str, Departure] = field(default_factory=dict)
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, docs_folder: Path, *, directory_urls: bool) -> LinkRegister | None:
        """
        Begin with the list of published links; None when the site keeps none.

        Raises:
            ListUnreadable: the list is damaged.

        """
        published = read_published(docs_folder)
        return None if published is None else cls(published, directory_urls)

    def departure(self, docs_folder: Path, source_path: str) -> Departure | None:
        """
        Return what the page at *source_path* says when it is replaced or gone, and take note of it; else None.

        Raises:
            Unreadable: not to be opened, too large, or not UTF-8.

        """
        if not _SAYS_WHERE.search((docs_folder / source_path).read_text(encoding="utf-8", errors="replace")):
            return None
        page = read_source(docs_folder, source_path)
        departure = departure_of(page.front_matter)
        if not (departure.replaced_by or departure.gone):
            return None
        article_id = accepted_id(page.front_matter.get("id"))
        article_id = article_id or kept_ids(paths_of(self.published), {source_path: None}).get(source_path)
        article_id = article_id or derive_id(source_path)
        title = text_of(page.front_matter.get("title")) or article_id
        self._departed[article_id] = DepartedPage(source_path, title, departure)
        return departure

    def note(self, article_id: str, front_matter: Mapping[str, Any], html: str) -> None:
        """Take note of an article that is there: of the anchors of its page *html*, and of sections that left it."""
        ids = frozenset(
            next(filter(None, found.groups())) for found in _ID.finditer(html) if html[found.start() - 1].isspace()
        )
        self._anchors[article_id] = self._anchors.get(article_id, frozenset()) | ids
        departure = departure_of(front_matter)
        if departure.moved_sections:
            self._moved[article_id] = departure

    def history(self) -> LinkHistory:
        """Return what was noted."""
        return LinkHistory(self.published, self._departed, self._moved, self._anchors, self.directory_urls)
