"""HC006: no two pages have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite

CODE = "HC006"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find every page whose id is already that of another: a written id comes first, of two the one that is listed."""
    owners: dict[str, SourcePage] = {}
    for page in site.by_claim:
        article_id = site.id_of(page)
        owner = owners.setdefault(article_id, page)
        if owner is not page:
            which = "this page: the other was published" if site.was_published(owner) else "one of the two"
            yield Finding(
                page.path,
                page.line_of("id"),
                CODE,
                f"the id '{article_id}' is already that of {owner.path}.",
                f"Write an 'id:' of its own into the front matter of {which}.",
            )
