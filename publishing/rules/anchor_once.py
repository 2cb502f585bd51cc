"""HC046: a link to a section leads to one section."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.ids import html_ids_beside_headings
from publishing.source.page import SourcePage

CODE = "HC046"


def check(page: SourcePage) -> Iterator[Finding]:
    """
    Find a heading with the written id of one above it, and HTML with the id of a heading.

    Markdown itself tells headings of the same words apart, but passes HTML by.
    """
    lines: dict[str, int] = {}
    for heading in filter(lambda heading: heading.anchor, page.headings):
        above = lines.setdefault(heading.anchor, heading.line)
        if above != heading.line:
            yield Finding(
                page.path,
                heading.line,
                CODE,
                f"the heading '{heading.text}' has the id '{heading.anchor}', which is that of line {above}.",
                "Give the newer heading an id of its own: links lead to the first.",
            )
    for line, name in html_ids_beside_headings(page.prose) if lines else ():
        if name in lines:
            problem = f"the id '{name}' is that of the heading on line {lines[name]} already."
            hint = "Take the HTML out: links lead to the heading by themselves."
            yield Finding(page.path, line, CODE, problem, hint)
