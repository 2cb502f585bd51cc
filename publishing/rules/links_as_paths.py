"""HC053: a link within the site is the path of a file, where a strict build stops at addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from publishing.files.there import is_file
from publishing.rules.addresses_there import address_of, file_at, is_there, pages_at
from publishing.rules.finding import Finding, Fix
from publishing.rules.link_targets import leads_nowhere, path_from, target_path
from publishing.source.page import SourcePage
from publishing.source.page_links import Link
from publishing.source.site import ContentSite

CODE = "HC053"
# Browsers read it as a slash; before other signs it is none for Markdown.
_BACKSLASH = re.compile(r"\\[^\W_]")
_BY_PATH = "Write the path of a file in the folder of pages, or the whole address."


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find links that are right for readers, and that MkDocs warns of since they name no file; in HTML it sees none."""
    for page in site.texts if site.addresses.refused else ():
        for link in page.links:
            if not link.is_html and _kind(site, page, link) in site.addresses.refused:
                yield _finding(site, page, link)


def _kind(site: ContentSite, page: SourcePage, link: Link) -> str:
    """Tell which kind of link MkDocs takes *link* for; empty for one of no concern, and for one that leads nowhere."""
    if not link.is_local:
        return "absolute_links" if _is_absolute(site, page, link) else ""
    if link.is_image or not link.path:
        return ""
    path = target_path(page, link)
    if path == "." and site.languages.named:
        return ""  # mkdocs-static-i18n takes the folder of all pages for their home page
    opened = site.languages.opened_by(path, site.languages.language_of(page.path))
    if any(is_file(site.folder / each) for each in opened) or leads_nowhere(site, page, link):
        return ""
    return "not_found" if PurePosixPath(link.path).suffix else "unrecognized_links"


def _is_absolute(site: ContentSite, page: SourcePage, link: Link) -> bool:
    if _BACKSLASH.match(link.target):
        return True
    if not link.target.startswith("/") or link.target.startswith("//") or "{" in link.target:
        return False
    address = address_of(site, page, link)
    return address is None or is_there(site, address, relative=False)


def _finding(site: ContentSite, page: SourcePage, link: Link) -> Finding:
    problem = f"a strict build stops at '{link.target}': it is no path of a file from this page."
    named = _named(site, page, link)
    if not named:
        host = site.addresses.site_url.removesuffix(site.addresses.root) or "https://help.example.com"
        hint = f"Write it with its host, such as '{host}{link.target}'." if link.target[0] == "/" else _BY_PATH
        return Finding(page.path, link.line, CODE, problem, hint)
    # A query may ask for what no file is, such as another language, and a path opens a page in that of its own.
    leads_elsewhere = "?" in link.target or any(found.lang != page.lang for found in pages_at(site, page, link)[:1])
    fix = None if leads_elsewhere else Fix(link.target, named, link.target_at)
    return Finding(page.path, link.line, CODE, problem, f"Write '{named}'.", fix)


def _named(site: ContentSite, page: SourcePage, link: Link) -> str:
    """Return the path of the file that *link* means, from *page*, with the section; empty when nobody knows one."""
    found = pages_at(site, page, link)
    if found:
        path = site.languages.place_of(found[0].path)
        return path_from(page, path) + (f"#{link.anchor}" if link.anchor else "")
    path = file_at(site, page, link)
    return path_from(page, path) + (f"#{link.anchor}" if link.anchor else "") if path else ""
