"""Which address each page of a site has, and which articles were published there: what two pages may not share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publishing.links.redirects import page_url

if TYPE_CHECKING:
    from publishing.source.page import SourcePage
    from publishing.source.site import ContentSite


class AddressBook:
    """The addresses of *site*, relative to it: of what is there, and of what the list of published links names."""

    def __init__(self, site: ContentSite) -> None:
        self._site = site

    def pages_at(self, path: str) -> tuple[SourcePage, ...]:
        """Return the pages with the address that the place *path* has: ``a.md`` and ``a/index.md`` share one."""
        return tuple(self._pages[self._address(path)])

    def static_alone_at(self, path: str) -> str | None:
        """Return the file of HTML that has the address of the place *path*; None without one, or with a page."""
        file = _file_at(self._address(path))
        return None if file in self.texts_by_file else self.static_files.get(file)

    def owners_at(self, path: str) -> frozenset[str]:
        """Return the ids that the list of published links names for the address that the place *path* has."""
        return frozenset(self._owners[self._address(path)])

    @cached_property
    def texts_by_file(self) -> Mapping[str, list[SourcePage]]:
        """The texts that are built, by the file of the site that each would be written to."""
        site = self._site
        leads_on = {
            page.path
            for article_id, page in site.named.items()
            if site.published is not None and article_id in site.departures and site.departures[article_id].replaced_by
        }
        found = defaultdict(list)
        for page in (*site.by_claim, *site.translations):
            if page.path not in leads_on:
                found[self._in_language(page.path, _file_at(self._address(site.place_of(page))))].append(page)
        return found

    @cached_property
    def static_files(self) -> Mapping[str, str]:
        """The files of HTML among the sources, by the file of the site that each is copied to."""
        languages = self._site.languages
        return {self._in_language(path, languages.place_of(path)): path for path in self._site.static_pages}

    def _in_language(self, path: str, file: str) -> str:
        """Return where a *file* of the first language lies in that of *path*."""
        languages = self._site.languages
        return f"{languages.language_of(path)}/{file}" if languages.is_translation(path) else file

    @cached_property
    def of_pages(self) -> frozenset[str]:
        """
        The addresses of pages without a slash at their end: also those that lead on.

        Hosts answer for ``a.html`` at ``a`` too.
        """
        site = self._site
        listed = {
            path
            for article_id, article in (site.published or {}).items()
            if site.forwarding.knows(article_id)
            for path in article.paths
        }
        urls = {
            unquote(self._address(path)).removesuffix("index.html")
            for path in (*site.by_place, *site.unreadable_places, *listed)
        }
        return frozenset(each.rstrip("/") for url in urls for each in (url, url.removesuffix(".html")))

    @cached_property
    def texts(self) -> Mapping[str, SourcePage]:
        """Every page and translation that leads nowhere else, by its address as `bare` has it."""
        site = self._site
        present = {page.path for page in site.present.values()}
        originals = {bare(self._address(site.place_of(page))): page for page in site.pages if page.path in present}
        translations = {
            f"{page.lang}/{bare(self._address(site.place_of(page)))}".rstrip("/"): page for page in site.translations
        }
        return translations | originals

    def _address(self, path: str) -> str:
        return page_url(path, directory_urls=self._site.addresses.directory_urls)

    @cached_property
    def _pages(self) -> Mapping[str, list[SourcePage]]:
        found = defaultdict(list)
        for place, page in self._site.by_place.items():
            found[self._address(place)].append(page)
        return found

    @cached_property
    def _owners(self) -> Mapping[str, set[str]]:
        found = defaultdict(set)
        for article_id, article in (self._site.published or {}).items():
            for path in article.paths:
                found[self._address(path)].add(article_id)
        return found


def bare(address: str) -> str:
    """Return *address* decoded, without ``index.html``, ``.html`` and a slash at its end: one page answers to all."""
    return unquote(address).removesuffix("index.html").removesuffix(".html").rstrip("/")


def _file_at(address: str) -> str:
    path = unquote(address)
    return f"{path}index.html" if path.endswith("/") or not path else path
