"""HC055: a published link leads to the section that it led to."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.links.published import PublishedArticle
from publishing.rules.finding import Finding
from publishing.source.site import ContentSite
from publishing.source.twin_headings import swapped

CODE = "HC055"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find headings of the same words that changed their order since the branch began, and with it their links."""
    for article_id, before in site.pages_before.items():
        page = site.present[article_id]
        listed = (site.published_before or {}).get(article_id, PublishedArticle()).anchors
        for heading, anchor in swapped(before, page):
            if anchor in listed:
                problem = f"this section was '#{anchor}', a link that leads to another of the same heading now."
                hint = f"Write '{{#{anchor}}}' behind its heading: then it keeps its link wherever it stands."
                yield Finding(page.path, heading.line, CODE, problem, hint)
