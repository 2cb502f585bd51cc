"""HC007: the kind of page is a known one."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import KINDS, kind_of
from publishing.rules.finding import Finding
from publishing.rules.slips import fix_of, one_of
from publishing.rules.unquoted import as_written
from publishing.source.page import SourcePage

CODE = "HC007"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a ``kind`` that is none."""
    if "kind" in page.front_matter and kind_of(page.front_matter) is None:
        written = as_written(page, "kind")
        yield Finding(
            page.path,
            page.line_of("kind"),
            CODE,
            f"the kind '{written}' does not exist.",
            one_of(written, KINDS),
            fix_of(written, KINDS),
        )
