"""HC046: a link to a section leads to one section."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source_page import SourcePage

CODE = "HC046"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a heading with the written id of one above it; Markdown itself tells headings of the same words apart."""
    lines: dict[str, int] = {}
    for heading in page.headings:
        above = lines.setdefault(heading.anchor, heading.line)
        if above != heading.line:
            yield Finding(
                page.path,
                heading.line,
                CODE,
                f"the heading '{heading.text}' has the id '{heading.anchor}', which is that of line {above}.",
                "Give the newer heading an id of its own: links lead to the first.",
            )
