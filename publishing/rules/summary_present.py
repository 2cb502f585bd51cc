"""HC004: the page has a summary."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import summary_of
from publishing.rules.cut_short import lines_cut_short
from publishing.rules.finding import Finding
from publishing.rules.unquoted import in_quotes, unquoted
from publishing.source.page import SourcePage

CODE = "HC004"


def check(page: SourcePage) -> Iterator[Finding]:
    """
    Find a page with neither ``summary`` nor ``description``, and a summary that YAML reads as none.

    Without a word of text, and with another generator, it is only an entry of a menu, which nobody reads.
    """
    if not page.built_by_mkdocs and page.front_matter and not page.body.strip():
        return
    written = unquoted(page, "summary")
    if written or not (summary_of(page.front_matter) or any(lines_cut_short(page, "summary"))):
        hint = "Add 'summary:' to the front matter: the answer in one sentence, as search results show it."
        yield Finding(
            page.path,
            page.line_of("summary"),
            CODE,
            f"the summary '{written}' is no text." if written else "the page has no summary.",
            in_quotes("summary", written) if written else hint,
        )
