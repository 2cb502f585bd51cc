"""HC020: links to a section lead to a section that is there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from publishing.content_site import ContentSite
from publishing.rules.finding import Finding
from publishing.rules.link_targets import target_page
from publishing.source_page import SourcePage

CODE = "HC020"
# Anchors that the theme or an extension makes.
_MADE = re.compile(r"__.*|fn.*|top|:~:.*")
# What lets programs or other files add headings, which nobody can tell from this file.
_ADDS_HEADINGS = re.compile(r"\{\{|\{%|-{1,}8<-{1,}|^:::", re.MULTILINE)


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find links to anchors that their page does not have."""
    for page in site.texts:
        for link in page.links:
            if not link.is_local or link.is_image or not link.anchor or _MADE.fullmatch(link.anchor):
                continue
            target = target_page(site, page, link)
            if target and not _is_there(site, target, link.anchor) and not _ADDS_HEADINGS.search(target.body):
                yield Finding(
                    page.path,
                    link.line,
                    CODE,
                    f"the link leads to '#{link.anchor}', a section that {_name(page, target)} does not have.",
                    _hint(link.anchor, target.anchors),
                )


def _is_there(site: ContentSite, target: SourcePage, anchor: str) -> bool:
    """Tell whether a page has *anchor*; other generators keep more hyphens of a heading, and its capitals."""
    anchors = target.anchors
    if anchor in anchors or site.built_by_mkdocs:
        return anchor in anchors
    return _plain(anchor) in map(_plain, anchors)


def _plain(anchor: str) -> str:
    return re.sub(r"[-_]+", "-", anchor).strip("-").lower()


def _name(page: SourcePage, target: SourcePage) -> str:
    return "this page" if page is target else target.path


def _hint(anchor: str, known: frozenset[str]) -> str:
    close = difflib.get_close_matches(anchor, sorted(known), n=1)
    return f"Did you mean '#{close[0]}'?" if close else "Name a section that is there, or leave out what follows '#'."
