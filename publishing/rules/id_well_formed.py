"""HC005: the id can stand in a link and be read out."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.article_ids import MAX_ID_CHARS, is_well_formed
from publishing.rules.finding import Finding, shown
from publishing.source_page import SourcePage

CODE = "HC005"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find an ``id`` with other signs than small letters, digits and single hyphens, or a very long one."""
    if "id" in page.front_matter and not is_well_formed(shown(page.front_matter["id"])):
        yield Finding(
            page.path,
            page.line_of("id"),
            CODE,
            f"the id '{shown(page.front_matter['id'])}' is not well formed.",
            f"Use small letters, digits and single hyphens, at most {MAX_ID_CHARS}, such as 'reset-password'.",
        )
