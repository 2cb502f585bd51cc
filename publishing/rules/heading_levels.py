"""HC018: headings go down step by step, from one title."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source_page import SourcePage

CODE = "HC018"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a second heading of the first level, and headings that skip a level."""
    above = 1
    titles = 0
    for heading in page.headings:
        titles += heading.level == 1
        if heading.level == 1 and titles > 1:
            yield Finding(
                page.path,
                heading.line,
                CODE,
                f"the heading '{heading.text}' is a second title.",
                "Begin it with '##': a page has one title, from its front matter or its first heading.",
            )
        elif heading.level > above + 1:
            yield Finding(
                page.path,
                heading.line,
                CODE,
                f"the heading '{heading.text}' is of level {heading.level} below one of level {above}.",
                f"Begin it with '{'#' * (above + 1)}': who listens to the page jumps from level to level.",
            )
        above = heading.level
