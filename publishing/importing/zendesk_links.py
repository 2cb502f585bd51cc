"""Where the links of old articles lead now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import relpath
from urllib.parse import unquote, urljoin, urlsplit

from publishing.importing.arrivals import is_address
from publishing.importing.report import Report
from publishing.importing.zendesk_export import Export
from publishing.source.languages import PageLanguages

ARTICLE_ADDRESS = re.compile(r"/hc/(?:[\w-]+/)?articles/(\d+)")
_LIST_ADDRESS = re.compile(r"/hc/(?:[\w-]+/)?(?:sections|categories)/\d+")
_HELP_CENTRE = re.compile(r"/hc(?:/|$)")
_ATTACHMENT = re.compile(r"/hc/(?:[\w-]+/)?article_attachments/")
_LINKED_ANCHOR = re.compile(r"""href\s*=\s*["'][^"'#]*#([^"']+)["']""", re.IGNORECASE)
# What a link may do here, beside leading to a page: any other scheme runs something, or opens nothing on most devices.
_SCHEMES = frozenset(("", "http", "https", "mailto", "tel", "sms", "ftp"))


def hosts_of(export: Export) -> frozenset[str]:
    """Return the hosts of an old help centre: a company with several brands has one for each, and links between."""
    told = [article.html_url for article in export.articles]
    told += [translation.html_url for translation in export.translations]
    return frozenset(("", *(urlsplit(address).netloc for address in told if is_address(address))))


def linked_anchors(export: Export) -> frozenset[str]:
    """Return the names of all places inside articles that a link of some article leads to."""
    bodies = [article.body or "" for article in export.articles]
    bodies += [translation.body or "" for translation in export.translations]
    return frozenset(unquote(found[1]) for body in bodies for found in _LINKED_ANCHOR.finditer(body))


def addresses_without_a_page(export: Export, called: Mapping[str, str]) -> Iterator[str]:
    """
    Yield the addresses of the home page, the categories and the sections of an old help centre, in each language.

    One of a language beside the first is named after what files in it are *called*, as those of translations are.
    """
    first = {article.locale for article in export.articles}
    yield "/hc"
    for locale in dict.fromkeys([*first, *(each.locale for each in export.translations)]):
        ending = "" if locale in first or locale not in called else f".{called[locale]}"
        for place in ("", *_lists_of(export)) if locale else ():
            yield f"/hc/{locale}{place}{ending}"
    told = [category.html_url for category in export.categories]
    told += [section.html_url for section in export.sections]
    paths = [urlsplit(address).path for address in told if is_address(address)]
    yield from filter(_LIST_ADDRESS.match, paths)


def _lists_of(export: Export) -> Iterator[str]:
    yield from (f"/categories/{category.id}" for category in export.categories)
    yield from (f"/sections/{section.id}" for section in export.sections)


@dataclass
class OldLinks:
    """
    Links of an export whose articles have the *paths* now, by their numbers; its help centre was at *hosts*.

    The *report* names those that lead nowhere any more.
    """

    paths: Mapping[int, str]
    hosts: frozenset[str]
    report: Report
    languages: PageLanguages = PageLanguages()
    _led: list[tuple[str, str, str]] = field(default_factory=list)
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    def leads(self, address: str, path: str, base: str) -> str | None:
        """Return where *address* on the page at *path*, which was at *base*, leads now; None when its words stay."""
        if not is_address(address):
            self._say(path, f"{address[:80]!r} is no address; only the words of its link came.")
            return None
        parts = urlsplit(address.strip())
        if parts.scheme.lower() not in _SCHEMES:
            self._say(path, f"{address[:80]!r} leads to no page; only the words of its link came.")
            return None
        if address.startswith("#"):
            self._led.append((path, path, unquote(address[1:])))
            return address
        found = ARTICLE_ADDRESS.match(parts.path)
        target = self.paths.get(int(found[1])) if parts.netloc in self.hosts and found else None
        if target is not None and self._opens(path, target):
            return self._to_page(path, target, parts.fragment)
        address = urljoin(base, address)
        if target is not None:
            self._say(path, f"its link to {address} leads to a page that is in another language alone, {target}.")
            return address
        if parts.netloc in self.hosts and _HELP_CENTRE.match(parts.path):
            what = "a file of the old help centre" if _ATTACHMENT.match(parts.path) else "what did not come"
            self._say(path, f"its link to {address} leads to {what}.")
        return address

    def _opens(self, path: str, target: str) -> bool:
        """Tell whether a link can lead from the page at *path* to the one at *target*: MkDocs keeps languages apart."""
        there = self.languages.language_of(target)
        return not self.languages.is_translation(target) or there == self.languages.language_of(path)

    def _to_page(self, path: str, target: str, anchor: str) -> str:
        if anchor:
            self._led.append((path, target, unquote(anchor)))
        here, there = self.languages.place_of(path), self.languages.place_of(target)
        led = relpath(there, str(PurePosixPath(here).parent))
        return f"{led}#{anchor}" if anchor else led

    def note_anchors(self, path: str, anchors: Iterable[str]) -> None:
        """Take note of the places on the page at *path*."""
        self._anchors[path] = frozenset(anchors)

    def say_what_leads_nowhere(self) -> None:
        """Name the links to places that are on no page, now that all pages are known."""
        for path, target, anchor in dict.fromkeys(self._led):
            if anchor and anchor != "top" and anchor not in self._anchors.get(target, ()):
                self._say(path, f"'#{anchor}' is no place on {target}; its link leads to the top of that page.")

    def _say(self, path: str, problem: str) -> None:
        self.report.to_do.append(f"{path}: {problem}")
