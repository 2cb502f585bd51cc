"""HC017: what says where an old link leads is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publishing.articles.meta import text_of
from publishing.links.forwarding import GONE, MOVED_SECTIONS, REPLACED_BY, LeadsNowhere, Place
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite

CODE = "HC017"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find successors that do not exist, ways in a circle, sections that did not move, and fields of another shape."""
    for article_id, page in site.named.items():
        if page.front_matter.keys() & {REPLACED_BY, MOVED_SECTIONS, GONE}:
            yield from _malformed(page)
            yield from _led_nowhere(site, article_id, page)
            yield from _still_here(site, article_id, page)


def _malformed(page: SourcePage) -> Iterator[Finding]:
    shapes = {REPLACED_BY: "an article, such as 'reset-password' or 'reset-password#by-email'", GONE: "a sentence"}
    for name, shape in shapes.items():
        if name in page.front_matter and not text_of(page.front_matter[name]):
            yield Finding(page.path, page.line_of(name), CODE, f"'{name}' is not {shape}.", "Write it on one line.")
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


def _led_nowhere(site: ContentSite, article_id: str, page: SourcePage) -> Iterator[Finding]:
    departure = site.departures.get(article_id)
    if departure is None:
        return
    anchors = [("", REPLACED_BY)] if departure.replaced_by else []
    anchors += [(anchor, MOVED_SECTIONS) for anchor in departure.moved_sections]
    for anchor, name in anchors:
        try:
            site.forwarding.lead(Place(article_id, anchor))
        except LeadsNowhere as error:
            yield Finding(page.path, page.line_of(name), CODE, error.message, error.hint)


def _still_here(site: ContentSite, article_id: str, page: SourcePage) -> Iterator[Finding]:
    if site.present.get(article_id) is not page:
        return
    departure = site.departures.get(article_id)
    for anchor in departure.moved_sections if departure else ():
        if anchor in page.section_anchors:
            problem = f"the section '#{anchor}' is said to have moved, but is still on the page."
            hint = f"Remove it from '{MOVED_SECTIONS}', or from the page: links to it stay on the page until then."
            yield Finding(page.path, page.line_of(MOVED_SECTIONS), CODE, problem, hint)
