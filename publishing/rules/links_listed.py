"""HC016: the list of published links is complete."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.links.published import LIST_FILE, PublishedArticle
from publishing.rules.finding import Finding
from publishing.rules.written_ids import free_id, lacking_extension
from publishing.source.site import ContentSite

CODE = "HC016"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find pages and sections that the list does not hold yet, on sites that keep one.

    A heading with the words of a published one may have taken its link: that no repair can tell. Where the page as the
    branch found it tells, HC055 says so.
    """
    if site.published is None:
        return
    for article_id, page in site.present.items():
        for heading, above in site.headings_in_doubt(article_id) if article_id not in site.shifts else ():
            problem = f"the heading has the words of line {above.line}: which was published as '#{above.anchor}'?"
            own = free_id(page, f"new-{above.anchor}")
            hint = f"Give the newer one an id of its own, such as {{#{own}}}: the other keeps the link."
            yield Finding(page.path, heading.line, CODE, problem, hint + lacking_extension(page))
    for article_id, article in site.links().items():
        listed = site.published.get(article_id, PublishedArticle())
        new = [f"#{anchor}" for anchor in article.anchors if anchor not in listed.anchors]
        if article_id not in site.published or set(article.paths) - set(listed.paths):
            new.insert(0, "the page")
        if new:
            yield Finding(
                site.there[article_id].path,
                1,
                CODE,
                f"{LIST_FILE} does not list {', '.join(new)} yet.",
                "Run 'help-centre check --fix' and commit the list: from then on the link cannot break.",
            )
