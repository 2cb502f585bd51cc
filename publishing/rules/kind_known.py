"""HC007: the kind of page is a known one."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.page_meta import KINDS, kind_of
from publishing.rules.finding import Finding, shown
from publishing.source_page import SourcePage

CODE = "HC007"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a ``kind`` that is none."""
    if "kind" in page.front_matter and kind_of(page.front_matter) is None:
        yield Finding(
            page.path,
            page.line_of("kind"),
            CODE,
            f"the kind '{shown(page.front_matter['kind'])}' does not exist.",
            f"Write one of: {', '.join(KINDS)}.",
        )
