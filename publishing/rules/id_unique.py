"""HC006: no two pages have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.content_site import ContentSite
from publishing.rules.finding import Finding

CODE = "HC006"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find every page whose id, written or derived, is already that of another; a written id comes first."""
    owners: dict[str, str] = {}
    for page in site.by_claim:
        article_id = site.id_of(page)
        owner = owners.setdefault(article_id, page.path)
        if owner != page.path:
            yield Finding(
                page.path,
                page.line_of("id"),
                CODE,
                f"the id '{article_id}' is already that of {owner}.",
                "Write an 'id:' of its own into the front matter of one of the two.",
            )
