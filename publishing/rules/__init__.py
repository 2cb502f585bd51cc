"""The content rules: one a file, each with a code that never changes its meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from publishing.rules import (
    dates_readable,
    front_matter_parses,
    id_unique,
    id_well_formed,
    image_alt_text,
    kind_known,
    lists_of_text,
    summary_present,
    support_known,
    title_present,
    video_captions,
    video_playable,
    video_poster,
)
from publishing.rules.finding import Finding
from publishing.source_page import SourcePage, Unreadable, read_source

UNREADABLE_CODE = "HC001"
PAGE_RULES: dict[str, Callable[[SourcePage], Iterator[Finding]]] = {
    rule.CODE: rule.check
    for rule in (
        front_matter_parses,
        title_present,
        summary_present,
        id_well_formed,
        kind_known,
        support_known,
        dates_readable,
        image_alt_text,
        video_captions,
        video_poster,
        lists_of_text,
        video_playable,
    )
}
SITE_RULES: dict[str, Callable[[Iterable[SourcePage]], Iterator[Finding]]] = {id_unique.CODE: id_unique.check_site}
_NEEDS_FIELDS = frozenset((title_present.CODE, summary_present.CODE))


def check_pages(docs_folder: Path, paths: Iterable[str]) -> list[Finding]:
    """Check the pages at *paths* below *docs_folder* by every rule; findings come in the order of paths and lines."""
    findings: list[Finding] = []
    pages = []
    for path in paths:
        try:
            page = read_source(docs_folder, path)
        except Unreadable as error:
            findings.append(Finding(path, 1, UNREADABLE_CODE, error.message, error.hint))
            continue
        pages.append(page)
        findings += check_page(page)
    for check in SITE_RULES.values():
        findings += check(pages)
    return sorted(findings)


def check_page(page: SourcePage) -> Iterator[Finding]:
    """Check one page by every rule for pages; what cannot be read is not called missing as well."""
    for code, check in PAGE_RULES.items():
        if page.front_matter_problem is None or code not in _NEEDS_FIELDS:
            yield from check(page)
