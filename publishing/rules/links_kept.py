"""HC015: what was published keeps leading somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.links.forwarding import departure_of
from publishing.links.published import LIST_FILE, PublishedArticle, PublishedLinks
from publishing.rules.finding import Finding
from publishing.rules.written_ids import lacking_extension
from publishing.source.site import ContentSite

CODE = "HC015"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find listed articles, addresses and sections that vanished without a word about where they are now."""
    for article_id, published in (site.published or {}).items():
        if site.unreadable_places.intersection(published.paths):
            continue  # what cannot be read is reported as that
        if not site.forwarding.knows(article_id):
            yield _vanished(site, article_id, published)
            continue
        yield from _vanished_sections(site, article_id, published)
        yield from _taken_addresses(site, article_id, published)


def struck_out(before: PublishedLinks, now: PublishedLinks) -> Iterator[Finding]:
    """Find what the list of links named *before* and does not name *now*; a list that is gone is one finding."""
    if before and not now:
        problem = f"the whole list of links, {len(before)} articles, was published and is no longer listed."
        yield Finding(
            LIST_FILE, 1, CODE, problem, "Restore it from Git: what was published keeps leading to its answer."
        )
        return
    for article_id, article in before.items():
        kept = now.get(article_id, PublishedArticle())
        lost = [f"the article '{article_id}'"] if article_id not in now else []
        lost += [f"the path '{path}' of '{article_id}'" for path in article.paths if path not in kept.paths]
        lost += [f"the section '{article_id}#{anchor}'" for anchor in article.anchors if anchor not in kept.anchors]
        for what in lost:
            yield Finding(
                LIST_FILE,
                1,
                CODE,
                f"{what} was published and is no longer listed.",
                "Restore its line from Git: what was published keeps leading to its answer.",
            )


def _before(site: ContentSite, article_id: str, published: PublishedArticle) -> PublishedArticle:
    """Return what was listed of an article where the branch began; where nobody knows, all that is listed now."""
    return published if site.published_before is None else site.published_before.get(article_id, PublishedArticle())


def _listed_too_early(what: str) -> Finding:
    return Finding(
        LIST_FILE,
        1,
        CODE,
        f"{what} is listed, but is not there and was not published yet.",
        f"Remove it from {LIST_FILE}; 'help-centre check --fix' lists what is there.",
    )


def _vanished(site: ContentSite, article_id: str, published: PublishedArticle) -> Finding:
    if site.published_before is not None and article_id not in site.published_before:
        return _listed_too_early(f"the article '{article_id}'")
    languages = site.languages
    path = published.paths[-1] if published.paths else LIST_FILE
    path = path if languages.is_translation(path) or path == LIST_FILE else languages.path_in(languages.first, path)
    return Finding(
        path,
        1,
        CODE,
        f"the article '{article_id}' was published here and is no longer there.",
        f"If it moved, write 'id: {article_id}' into its new file; if it went, keep this file with that id and "
        "'replaced_by: other-article', or with 'gone:' and what to do instead.",
    )


def _vanished_sections(site: ContentSite, article_id: str, published: PublishedArticle) -> Iterator[Finding]:
    page = site.there.get(article_id)
    if page is None:
        return
    moved = departure_of(page.front_matter).moved_sections
    for anchor in published.anchors:
        if anchor in page.anchors or anchor in moved:
            continue
        if anchor not in _before(site, article_id, published).anchors:
            yield _listed_too_early(f"the section '{article_id}#{anchor}'")
        else:
            yield Finding(
                page.path,
                page.line_of("id"),
                CODE,
                f"the section '#{anchor}' was published and is no longer there.",
                f"Give its heading back '{{#{anchor}}}', or say where it is now: "
                f"'moved_sections: {{{anchor}: article#section}}'.{lacking_extension(page)}",
            )


def _taken_addresses(site: ContentSite, article_id: str, published: PublishedArticle) -> Iterator[Finding]:
    for file in filter(None, map(site.address_book.static_alone_at, published.paths)):
        yield _taken(file, article_id)
    taken = {page.path: (page, path) for path in published.paths for page in site.address_book.pages_at(path)}
    for page, path in taken.values():
        if site.named.get(article_id) is page or site.present.get(site.id_of(page)) is not page:
            continue
        if path not in _before(site, article_id, published).paths:
            yield _listed_too_early(f"the path '{path}' of '{article_id}'")
        else:
            yield _taken(page.path, article_id)


def _taken(path: str, article_id: str) -> Finding:
    problem = f"this file's address was published as that of '{article_id}'."
    hint = "Give the new page another file name: old links would open the wrong article."
    return Finding(path, 1, CODE, problem, hint)
