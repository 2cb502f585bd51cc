"""HC008: the level of support is a known one."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import SUPPORT_LEVELS
from publishing.rules.finding import Finding
from publishing.rules.slips import fix_of, one_of
from publishing.rules.unquoted import as_written
from publishing.source.page import SourcePage

CODE = "HC008"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a ``support`` that is no level."""
    if "support" in page.front_matter and page.front_matter["support"] not in SUPPORT_LEVELS:
        written = as_written(page, "support")
        yield Finding(
            page.path,
            page.line_of("support"),
            CODE,
            f"the support level '{written}' does not exist.",
            one_of(written, SUPPORT_LEVELS),
            fix_of(written, SUPPORT_LEVELS),
        )
