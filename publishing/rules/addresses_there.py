"""Whether an address that a link names will be there on the built site: for links that MkDocs leaves as they are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from publishing.files.there import is_file
from publishing.links.redirects import PERMALINK_FOLDER, page_url
from publishing.source.address_book import bare
from publishing.source.folder import PAGE_SUFFIXES
from publishing.source.page import SourcePage
from publishing.source.page_links import Link
from publishing.source.site import ContentSite

# What a program fills in before the page is built, and signs that browsers read in ways of their own.
_FILLED_IN = re.compile(r"\{\{|\{%|\$\{|[<\\]")
# The first part of each address that the service answers, and of what every theme of MkDocs adds.
SERVED = frozenset((
    "api", "ask", "asked", "assets", "contact", "healthz", "help-centre", "helped", "metrics", "rated", "readyz",
    "search", "sitemap.xml", "staff", "suggest",
))  # fmt: skip
_OF_PAGES = frozenset(("", ".html", ".htm", *PAGE_SUFFIXES))


def is_of_this_site(site: ContentSite, link: Link) -> bool:
    """Tell whether *link* names a place on the site by its path on the host, or with the host."""
    return not link.is_local and address_of(site, None, link) is not None


def address_of(site: ContentSite, page: SourcePage | None, link: Link) -> str | None:
    """
    Return the path, relative to the site, that a browser opens for *link* on *page*.

    None when that is elsewhere, or when nobody can tell; without a page, for links that are not relative to one.
    """
    here = site.addresses
    if not here.are_known or _FILLED_IN.search(link.target):
        return None
    if link.is_local:
        return _from_page(site, page, link) if page else None
    try:
        named = urlsplit(link.target)
        own = urlsplit(here.site_url)
    except ValueError:  # brackets without an end, where an address of the sixth version would stand
        return None
    if named.scheme not in {"", "http", "https"} or named.netloc.lower() not in {"", own.netloc.lower()}:
        return None
    path = unquote(named.path) or ("/" if named.netloc else "")
    root = here.root or ("/" if path.endswith(PAGE_SUFFIXES) else "")
    if not root or not path.startswith("/") or not f"{path}/".startswith(root):
        return None
    return posixpath.normpath(f"./{path[len(root) :]}")


def _from_page(site: ContentSite, page: SourcePage, link: Link) -> str | None:
    own = unquote(page_url(site.languages.place_of(page.path), directory_urls=site.addresses.directory_urls))
    path = posixpath.normpath(posixpath.join(posixpath.dirname(own), link.path))
    beyond = path.startswith("..")
    if beyond and site.addresses.root != "/":
        return None
    return posixpath.normpath(f"./{posixpath.normpath(f'/{path}').lstrip('/')}") if beyond else path


def is_there(site: ContentSite, address: str, *, relative: bool) -> bool:
    """
    Tell whether the site has *address*; a file that only its host may know speaks for a link that is not *relative*.

    Where the site may lie in a folder of its host that nobody told, the rest of a path may be its address.
    """
    parts = PurePosixPath(address).parts
    starts = _starts(site, parts, relative=relative)
    return any(_has(site, "/".join(parts[start:]), relative=relative) for start in starts)


def pages_at(site: ContentSite, page: SourcePage, link: Link) -> tuple[SourcePage, ...]:
    """Return the pages that *link* may open on *page* by an address: of one article in several languages all."""
    address = address_of(site, page, link)
    if address is None:
        return ()
    relative = link.is_local
    parts = PurePosixPath(address).parts
    ways = ["/".join(parts[start:]) for start in _starts(site, parts, relative=relative)]
    return tuple(found for way in ways for found in _at(site, way, page.lang if relative else ""))


def file_at(site: ContentSite, page: SourcePage, link: Link) -> str:
    """
    Return the path of the file of the folder of pages that *link* opens on *page* by an address; empty without one.

    Where nobody knows the root of the site, it is taken for that of its host.
    """
    address = address_of(site, page, link)
    if address is None:
        address = posixpath.normpath(link.path.lstrip("/")) if not site.addresses.root and not link.is_local else ""
    parts = PurePosixPath(address).parts
    ways = ("/".join(parts[start:]) for start in _starts(site, parts, relative=link.is_local))
    return next((way for way in ways if is_file(site.folder / way)), "")


def _starts(site: ContentSite, parts: tuple[str, ...], *, relative: bool) -> range:
    return range(1 if relative or site.addresses.is_final else max(1, len(parts)))


def _at(site: ContentSite, address: str, lang: str) -> Iterator[SourcePage]:
    first, _, rest = address.partition("/")
    if first == PERMALINK_FOLDER and site.addresses.has_permalinks:
        article = site.there.get(rest.partition("/")[0])
        if article:
            yield article
            place = site.place_of(article)
            yield from (page for page in site.translations if site.place_of(page) == place and page is not article)
        return
    for known in (bare(f"{lang}/{address}"), bare(address)):
        if known in site.address_book.texts:
            yield site.address_book.texts[known]
            return


def _has(site: ContentSite, address: str, *, relative: bool) -> bool:
    parts = address.split("/")
    if parts[0] == PERMALINK_FOLDER and site.addresses.has_permalinks:
        return len(parts) > 1 and (parts[1] in site.named or site.forwarding.knows(parts[1]))
    if parts[0] in site.translated_into and _has(site, "/".join(parts[1:]), relative=relative):
        return True
    if parts[0] in SERVED or address == "404.html" or parts[0].startswith("search-"):
        return True
    if address.endswith(PAGE_SUFFIXES):
        return site.addresses.from_docs and address in site.by_path
    if address.removesuffix("index.html").rstrip("/") in site.address_book.of_pages or _is_file(site, address):
        return True
    return not relative and PurePosixPath(address).suffix not in _OF_PAGES


def _is_file(site: ContentSite, address: str) -> bool:
    folders = [site.folder, *([site.addresses.theme_folder] if site.addresses.theme_folder else [])]
    return any(is_file(folder / address) for folder in folders)


def undefined_references(site: ContentSite, page: SourcePage) -> Iterator[tuple[int, str]]:
    """Yield line and name of each ``[words][name]`` whose name no line defines, where nothing else could."""
    if site.addresses.are_known and not site.addresses.defines_names:
        yield from page.undefined_references
