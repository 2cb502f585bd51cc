"""HC020: links to a section lead to a section that is there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from publishing.links.forwarding import departure_of
from publishing.rules.addresses_there import pages_at
from publishing.rules.finding import Finding, Fix
from publishing.rules.link_targets import now_at, target_page, target_path
from publishing.rules.written_ids import lacking_extension
from publishing.source.ids import has_notes
from publishing.source.page import SourcePage
from publishing.source.page_links import Link, section_meant
from publishing.source.site import ContentSite

CODE = "HC020"
# Anchors that the theme or an extension makes: of lines of code and tabs, and of footnotes.
_MADE = re.compile(r"__.*|fn.*")
_OF_NOTE = re.compile(r"fn(?:ref\d*)?\W.*")
_HAS_LINES_OR_TABS = re.compile(r"```|~~~|===|^[ \t>]*/{3,}", re.MULTILINE)
# What lets programs or other files add headings, which nobody can tell from this file.
_ADDS_HEADINGS = re.compile(r"\{\{|\{%|-{1,}8<-{1,}|^:::", re.MULTILINE)


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find links to anchors that their page does not have."""
    for page in site.texts:
        for link in page.links:
            anchor = section_meant(link.anchor)
            if link.is_image or not anchor:
                continue
            named = target_page(site, page, link) if link.is_local else None
            targets = (named,) if named else pages_at(site, page, link)
            if targets and not any(_may_be_there(site, target, anchor, by_address=not named) for target in targets):
                target = targets[0]
                moved = _moved_to(site, page, link, target) if named else ""
                yield Finding(
                    page.path,
                    link.line,
                    CODE,
                    f"the link leads to '#{anchor}', a section that {_name(page, target)} does not have.",
                    f"Write '{moved}'." if moved else _hint(anchor, target.anchors),
                    Fix(link.target, moved, link.target_at) if moved else None,
                )
            elif named and link.path:
                yield from _untranslated(site, page, link, anchor)


def _untranslated(site: ContentSite, page: SourcePage, link: Link, anchor: str) -> Iterator[Finding]:
    """Find the languages whose readers are shown *page* itself, where its link opens a translation without *anchor*."""
    for lang in sorted(_shown_to(site, page)):
        opened = site.languages.opened_by(target_path(page, link), lang)
        target = next((text for path in opened if (text := site.translation_by_path.get(path))), None)
        if target is not None and not _may_be_there(site, target, anchor, by_address=False):
            problem = f"the page is shown to readers of '{lang}' too, and '#{anchor}' is no section of {target.path}."
            hint = f"Give its section there the id '{{#{anchor}}}', or translate this page."
            yield Finding(page.path, link.line, CODE, problem, hint + lacking_extension(target))


def _shown_to(site: ContentSite, page: SourcePage) -> set[str]:
    """Return the later languages whose readers are shown *page*, one of the first, because nobody translated it."""
    if page.path in site.translation_by_path or not site.languages.shows_untranslated:
        return set()
    own = {site.languages.path_in(lang, site.place_of(page)): lang for lang in site.translated_into}
    return {lang for path, lang in own.items() if path not in site.translation_by_path}


def _moved_to(site: ContentSite, page: SourcePage, link: Link, target: SourcePage) -> str:
    """Tell where a section is now whose page says so, as a link from *page*; empty when it does not."""
    departure = site.departure_of_path(target.path) if target.path in site.by_path else None
    if departure is None or link.anchor not in departure.moved_sections:
        return ""
    return now_at(site, page, link).removeprefix("" if link.path else PurePosixPath(page.path).name)


def _may_be_there(site: ContentSite, target: SourcePage, anchor: str, *, by_address: bool) -> bool:
    """Tell whether *anchor* leads to something on *target*, or from there to where that is now; in doubt it does."""
    if _is_there(site, target, anchor) or _may_be_made(target, anchor) or _ADDS_HEADINGS.search(target.body):
        return True
    original = site.by_place.get(site.place_of(target), target)
    return by_address and anchor in departure_of(original.front_matter).moved_sections


def _may_be_made(target: SourcePage, anchor: str) -> bool:
    """Tell whether an extension may give *target* the id *anchor*; of other generators nobody knows the names."""
    if _MADE.fullmatch(anchor) is None or not target.built_by_mkdocs:
        return _MADE.fullmatch(anchor) is not None
    if anchor.startswith("__"):
        return _HAS_LINES_OR_TABS.search(target.body) is not None
    return _OF_NOTE.fullmatch(anchor) is not None and has_notes(target.prose)


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
