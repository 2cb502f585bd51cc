"""HC036: a translation has an original that is there, with its id and the links of its sections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from publishing.articles.ids import derive_id
from publishing.articles.meta import accepted_id
from publishing.links.forwarding import GONE, MOVED_SECTIONS, REPLACED_BY
from publishing.links.published import LIST_FILE
from publishing.rules.finding import Finding
from publishing.rules.written_ids import lacking_extension
from publishing.source.folder import PAGE_SUFFIXES
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite

CODE = "HC036"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find translations that were left behind when their original went, and those whose links are apart from it.

    Where each language has a folder, a page that never had an original is one of its own.

    The list of published links holds those of originals: a translation that has the same keeps them with it.
    """
    for page in site.translations:
        if site.stands_alone(page):
            continue
        path = PurePosixPath(site.place_of(page))
        places = [str(path.with_suffix(suffix)) for suffix in PAGE_SUFFIXES]
        if site.unreadable_places.intersection(places):
            continue  # what cannot be read is reported as that
        original = next((site.by_place[place] for place in places if place in site.by_place), None)
        if original is None:
            expected = site.languages.path_in(site.languages.first, str(path))
            of_its_own = _of_its_own(site, page) if site.owner_of_path(page.path) is None else ""
            yield _left_behind(page, f"{expected}, which this page translates, is not there.", of_its_own)
        elif _is_departed(site, original):
            yield _left_behind(page, f"{original.path}, which this page translates, was replaced or is gone.")
        else:
            yield from _apart(site, page, original)


def _apart(site: ContentSite, page: SourcePage, original: SourcePage) -> Iterator[Finding]:
    if accepted_id(page.front_matter.get("id")) not in {None, site.id_of(original)}:
        problem = f"the translation has another id than its original, which is '{site.id_of(original)}'."
        yield Finding(page.path, page.line_of("id"), CODE, problem, "Write that one, or none.")
    for name in (REPLACED_BY, MOVED_SECTIONS, GONE):
        if name in page.front_matter:
            hint = f"Write it into {original.path}, for every language; a translation alone may be deleted."
            problem = f"'{name}' says nothing in a translation."
            yield Finding(page.path, page.line_of(name), CODE, problem, hint)
    yield from _stayed(site, page, original)
    if site.published is not None:
        yield from _with_links_of_their_own(page, original)


def _with_links_of_their_own(page: SourcePage, original: SourcePage) -> Iterator[Finding]:
    """Find the sections of a translation whose links nobody keeps, each with the one that it probably translates."""
    untranslated = _untranslated(page, original, 0)
    for heading in page.headings:
        if heading.level == 1 or not heading.anchor:
            continue
        if heading.anchor in original.section_anchors:
            untranslated = _untranslated(page, original, original.section_anchors.index(heading.anchor))
        if heading.anchor in original.anchors | page.written_anchors:
            continue
        problem = f"the section '{heading.text}' has a link of its own, '#{heading.anchor}', which nobody keeps."
        hint = f"Give it the id of the section of {original.path} that it translates"
        meant = next(untranslated, "")
        hint += f", such as '{{#{meant}}}'." if meant else "; where there is none, write that first."
        yield Finding(page.path, heading.line, CODE, problem, hint + lacking_extension(page))


def _untranslated(page: SourcePage, original: SourcePage, start: int) -> Iterator[str]:
    """Yield the sections of *original* that its translation has not, in their order from the one at *start* on."""
    return (anchor for anchor in original.section_anchors[start:] if anchor not in page.anchors)


def _stayed(site: ContentSite, page: SourcePage, original: SourcePage) -> Iterator[Finding]:
    """Find the sections that left the original, and stand in its translation as before."""
    departure = site.departure_of_path(original.path)
    moved = departure.moved_sections if departure else {}
    for heading in page.headings:
        if heading.anchor in moved and heading.anchor not in original.anchors:
            problem = f"the section '#{heading.anchor}' left {original.path}, which this page translates."
            to = moved[heading.anchor]
            hint = f"Move it along to where '{to}' is translated, or take it out."
            if to.anchor and to.article_id == site.id_of(original):
                hint = f"Give its heading '{{#{to.anchor}}}', as that of the original has now.{lacking_extension(page)}"
            yield Finding(page.path, heading.line, CODE, problem, hint)


def _is_departed(site: ContentSite, page: SourcePage) -> bool:
    departure = site.departure_of_path(page.path)
    return departure is not None and bool(departure.replaced_by or departure.gone)


def _left_behind(page: SourcePage, problem: str, of_its_own: str = "") -> Finding:
    hint = "Move it along when the page moved; else delete it: its address leads on together with that of its original."
    return Finding(page.path, 1, CODE, problem, of_its_own or hint)


def _of_its_own(site: ContentSite, page: SourcePage) -> str:
    """Say how a page that never had an original becomes an article of its own; empty without a list of links."""
    written = accepted_id(page.front_matter.get("id"))
    article_id = written or derive_id(site.place_of(page))
    if site.published is None or article_id in site.named:
        return ""
    with_id = "" if written else f"write 'id: {article_id}' into it, and "
    entry = f"'{article_id}: {{paths: [{page.path}]}}'"
    return f"Name it like the page that it translates; where there is none, {with_id}write {entry} into {LIST_FILE}."
