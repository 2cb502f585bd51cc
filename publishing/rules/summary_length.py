"""HC029: the summary fits into a search result."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import text_of
from publishing.rules.finding import Finding
from publishing.rules.unquoted import unquoted
from publishing.source.page import SourcePage

CODE = "HC029"
MIN_CHARS = 50
MAX_CHARS = 160


def check(page: SourcePage) -> Iterator[Finding]:
    """Find summaries that say too little to choose by, or more than a result shows."""
    summary = text_of(page.front_matter.get("summary")) or ""
    if summary and not unquoted(page, "summary") and not MIN_CHARS <= len(summary) <= MAX_CHARS:
        yield Finding(
            page.path,
            page.line_of("summary"),
            CODE,
            f"the summary has {len(summary)} {'character' if len(summary) == 1 else 'characters'}.",
            f"Say the answer in {MIN_CHARS} to {MAX_CHARS}.",
        )
