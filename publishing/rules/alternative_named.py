"""HC035: an article that says no names what can be done instead."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.catalogue import INSTEAD_ANCHOR, NOT_SUPPORTED
from publishing.rules.finding import Finding
from publishing.source_page import SourcePage

CODE = "HC035"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find an article that is not supported and has no section with the alternative, or nothing in it."""
    if page.front_matter.get("support") != NOT_SUPPORTED:
        return
    heading = next((heading for heading in page.headings if heading.anchor == INSTEAD_ANCHOR), None)
    if heading is None:
        yield Finding(
            page.path,
            page.line_of("support"),
            CODE,
            "the article says no and names no alternative.",
            f"Add a section such as '## What you can do instead {{#{INSTEAD_ANCHOR}}}': agents copy it with the no.",
        )
    elif not _has_words(page, heading.line):
        yield Finding(
            page.path,
            heading.line,
            CODE,
            f"nothing stands below '{heading.text}'.",
            "Say in a sentence what can be done: agents copy it with the no.",
        )


def _has_words(page: SourcePage, line: int) -> bool:
    """Say whether anything stands between the heading on *line* and the next one, but the line that underlines it."""
    end = min((heading.line for heading in page.headings if heading.line > line), default=None)
    below = page.body.split("\n")[line : end and end - 1]
    return any(text.strip(" \t=-") for text in below)
