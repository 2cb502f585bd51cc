"""HC036: a translation has an original that is there, and its id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from publishing.content_site import ContentSite
from publishing.page_meta import accepted_id
from publishing.rules.finding import Finding
from publishing.source_folder import PAGE_SUFFIXES, untranslated
from publishing.source_page import SourcePage

CODE = "HC036"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find translations that were left behind when their original went, and those that carry another id."""
    for page in site.translations:
        path = PurePosixPath(untranslated(page.path))
        places = [str(path.with_suffix(suffix)) for suffix in PAGE_SUFFIXES]
        if site.unreadable.intersection(places):
            continue  # what cannot be read is reported as that
        original = next((site.by_path[place] for place in places if place in site.by_path), None)
        if original is None:
            yield _left_behind(page, f"{path}, which this page translates, is not there.")
        elif _is_departed(site, original):
            yield _left_behind(page, f"{original.path}, which this page translates, was replaced or is gone.")
        elif accepted_id(page.front_matter.get("id")) not in {None, site.id_of(original)}:
            problem = f"the translation has another id than its original, which is '{site.id_of(original)}'."
            yield Finding(page.path, page.line_of("id"), CODE, problem, "Write that one, or none.")


def _is_departed(site: ContentSite, page: SourcePage) -> bool:
    departure = site.departure_of_path(page.path)
    return departure is not None and bool(departure.replaced_by or departure.gone)


def _left_behind(page: SourcePage, problem: str) -> Finding:
    hint = "Move it along when the page moved; else delete it: its address leads on together with that of its original."
    return Finding(page.path, 1, CODE, problem, hint)
