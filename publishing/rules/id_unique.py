"""HC006: no two pages have the same id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publishing.article_ids import derive_id
from publishing.page_meta import accepted_id
from publishing.rules.finding import Finding
from publishing.source_page import SourcePage

CODE = "HC006"


def check_site(pages: Iterable[SourcePage]) -> Iterator[Finding]:
    """Find every page whose id, written or derived, is already that of another; a written id comes first."""
    owners: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: (accepted_id(page.front_matter.get("id")) is None, page.path)):
        article_id = accepted_id(page.front_matter.get("id")) or derive_id(page.path)
        owner = owners.setdefault(article_id, page.path)
        if owner != page.path:
            yield Finding(
                page.path,
                page.line_of("id"),
                CODE,
                f"the id '{article_id}' is already that of {owner}.",
                "Write an 'id:' of its own into the front matter of one of the two.",
            )
