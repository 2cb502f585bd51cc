"""HC017: what says where an old link leads is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publishing.articles.meta import text_of
from publishing.links.forwarding import (
    GONE,
    MOVED_SECTIONS,
    REPLACED_BY,
    Forwarding,
    LeadsNowhere,
    Place,
    departure_of,
)  # fmt: skip
from publishing.rules.finding import Finding
from publishing.rules.unquoted import as_written
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite

CODE = "HC017"
_SHAPES = {
    REPLACED_BY: (
        "an article",
        "Write the id of the article that answers now, as 'replaced_by: reset-password' or 'reset-password#by-email'.",
    ),
    GONE: ("a sentence", "Say what readers who look for the page are to know: 'gone: We no longer sell it.'."),
}


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find successors that do not exist, ways in a circle, sections that did not move, and fields of another shape."""
    for article_id, page in site.with_links.items():
        if page.front_matter.keys() & {REPLACED_BY, MOVED_SECTIONS, GONE}:
            yield from _malformed(page)
            yield from _led_nowhere(site.forwarding, article_id, page)
            if article_id in site.there:
                yield from _still_here(page)


def _malformed(page: SourcePage) -> Iterator[Finding]:
    for name, (shape, hint) in _SHAPES.items():
        if name in page.front_matter and not text_of(page.front_matter[name]):
            written = f"{name}: {as_written(page, name)}".rstrip()
            problem = f"'{written}' is not {shape}."
            yield Finding(page.path, page.line_of(name), CODE, problem, hint)
    moved = page.front_matter.get(MOVED_SECTIONS, {})
    if not isinstance(moved, Mapping) or not all(text_of(to) for to in moved.values()):
        yield Finding(
            page.path,
            page.line_of(MOVED_SECTIONS),
            CODE,
            f"'{MOVED_SECTIONS}' does not say where each section is.",
            f"Write '{MOVED_SECTIONS}: {{old-section: article#section}}'.",
        )
    if REPLACED_BY in page.front_matter and GONE in page.front_matter:
        problem = f"the page is both '{REPLACED_BY}' and '{GONE}'."
        yield Finding(page.path, page.line_of(GONE), CODE, problem, "Keep the one that is true.")


def _led_nowhere(forwarding: Forwarding, article_id: str, page: SourcePage) -> Iterator[Finding]:
    departure = departure_of(page.front_matter)
    anchors = [("", REPLACED_BY)] if departure.replaced_by else []
    anchors += [(anchor, MOVED_SECTIONS) for anchor in departure.moved_sections]
    for anchor, name in anchors:
        try:
            forwarding.lead(Place(article_id, anchor))
        except LeadsNowhere as error:
            yield Finding(page.path, page.line_of(name), CODE, error.message, error.hint)


def _still_here(page: SourcePage) -> Iterator[Finding]:
    for anchor in departure_of(page.front_matter).moved_sections:
        if anchor in page.section_anchors:
            problem = f"the section '#{anchor}' is said to have moved, but is still on the page."
            hint = f"Remove it from '{MOVED_SECTIONS}', or from the page: links to it stay on the page until then."
            yield Finding(page.path, page.line_of(MOVED_SECTIONS), CODE, problem, hint)
