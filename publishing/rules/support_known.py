"""HC008: the level of support is a known one."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.page_meta import SUPPORT_LEVELS
from publishing.rules.finding import Finding, shown
from publishing.source_page import SourcePage

CODE = "HC008"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a ``support`` that is no level."""
    if "support" in page.front_matter and page.front_matter["support"] not in SUPPORT_LEVELS:
        yield Finding(
            page.path,
            page.line_of("support"),
            CODE,
            f"the support level '{shown(page.front_matter['support'])}' does not exist.",
            f"Write one of: {', '.join(SUPPORT_LEVELS)}.",
        )
