"""HC018: headings go down step by step, from one title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.articles.meta import text_of
from publishing.rules.finding import Finding
from publishing.source.headings import plain_words
from publishing.source.page import SourcePage

CODE = "HC018"
_SHORTCODE = re.compile(r"(?<!\w):[\w+-]+:(?!\w)")  # of an emoji, which is no word
_FILLED_IN = re.compile(r"\{\{|\{%")


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a second heading of the first level, one that is not the title, those without words, and skipped levels."""
    yield from _another_title(page)
    lines = page.body.split("\n")
    above = 1
    titles = 0
    for heading in page.headings:
        titles += heading.level == 1
        if not lines[heading.line - 1].strip("# \t>"):
            hint = "Write its words, or take it out: who listens to the page hears a heading, and no more."
            yield Finding(page.path, heading.line, CODE, "the heading has no words.", hint)
        elif heading.level == 1 and titles > 1:
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


def _another_title(page: SourcePage) -> Iterator[Finding]:
    """Find a heading that readers see as the title, while menus and the browser's tab show that of the front matter."""
    title = text_of(page.front_matter.get("title")) or ""
    shown = next((heading for heading in page.headings if heading.level == 1), None)
    if title and shown and _words(shown.text) != _words(plain_words(title)) and not _FILLED_IN.search(shown.text):
        yield Finding(
            page.path,
            shown.line,
            CODE,
            f"the heading '{shown.text}' is a title ('#'), and the page has one: '{title}'.",
            "Begin it with '##' if it is a section; else write the same words in both, or remove one: readers see the "
            "heading, menus and the browser's tab the field 'title'.",
        )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _SHORTCODE.sub(" ", text.casefold()))
