"""HC035: an article or a section that says no names what can be done instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publishing.articles.meta import SUPPORT_LEVELS
from publishing.articles.text import SUPPORT_ATTRIBUTE
from publishing.catalogue import INSTEAD_ANCHOR, NOT_SUPPORTED
from publishing.rules.finding import Finding
from publishing.source.headings import Heading
from publishing.source.page import SourcePage

CODE = "HC035"
_TOLD = re.compile(rf"\b{SUPPORT_ATTRIBUTE}\s*=\s*[\"']?(?P<level>[\w-]*)")


def check(page: SourcePage) -> Iterator[Finding]:
    """Find an article, or a section, that is not supported and names no alternative."""
    if page.front_matter.get("support") == NOT_SUPPORTED:
        yield from _check_article(page)
    lines = page.body.split("\n")
    for number, heading in enumerate(page.headings):
        if told := _TOLD.search(lines[heading.line - 1]):
            yield from _check_section(page, page.headings[number:], told["level"])


def _check_article(page: SourcePage) -> Iterator[Finding]:
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
        yield _nothing_below(page, heading)


def _check_section(page: SourcePage, headings: Sequence[Heading], level: str) -> Iterator[Finding]:
    """Check the section of the first of *headings*, and those below it."""
    first, *others = headings
    if level not in SUPPORT_LEVELS:
        known = ", ".join(SUPPORT_LEVELS)
        yield Finding(
            page.path, first.line, CODE, f"'{level}' is no level of support.", f"Write one of these: {known}."
        )
    if level != NOT_SUPPORTED:
        return
    end = next((place for place, other in enumerate(others) if other.level <= first.level), len(others))
    inside = [first, *others[:end]]
    for place, heading in enumerate(inside):
        stands_above = inside[place + 1 : place + 2] and inside[place + 1].level > heading.level
        if not stands_above and not _has_words(page, heading.line):
            yield _nothing_below(page, heading)


def _nothing_below(page: SourcePage, heading: Heading) -> Finding:
    return Finding(
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
