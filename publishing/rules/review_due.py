"""HC022: the day of the next review has not passed."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import date_of
from publishing.rules.finding import Finding
from publishing.source.site import ContentSite

CODE = "HC022"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find pages whose ``review_by`` is before today."""
    for page in site.texts:
        due = date_of(page.front_matter.get("review_by"))
        if due and due < site.today:
            yield Finding(
                page.path,
                page.line_of("review_by"),
                CODE,
                f"the page was to be reviewed by {due}.",
                "Do every step of it once, then write today into 'reviewed' and the day of the next review here.",
            )
