"""HC003: the page has a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.articles.meta import text_of
from publishing.rules.cut_short import lines_cut_short
from publishing.rules.finding import Finding
from publishing.rules.unquoted import in_quotes, unquoted
from publishing.source.page import SourcePage

CODE = "HC003"
_FIRST_LEVEL_HEADING = re.compile(r"^(#[ \t]+\S|#[^#\s]|<h1\b| {0,3}[^\s#>-].*\n=+[ \t]*$)", re.MULTILINE)


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a page with neither a ``title`` nor a heading of the first level, and a title that YAML reads as none."""
    written = unquoted(page, "title")
    titled = text_of(page.front_matter.get("title")) or _FIRST_LEVEL_HEADING.search(page.prose)
    if written or not (titled or any(lines_cut_short(page, "title"))):
        hint = "Add 'title:' to the front matter: what the reader wants to do, in the reader's words."
        yield Finding(
            page.path,
            page.line_of("title"),
            CODE,
            f"the title '{written}' is no text." if written else "the page has no title.",
            in_quotes("title", written) if written else hint,
        )
