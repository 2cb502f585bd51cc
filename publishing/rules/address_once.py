"""HC051: no two pages have the same address."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.links.redirects import permalink_path
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite

CODE = "HC051"
_RENAME = "Give one of them another file name, the one that nobody links to yet."


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find pages and files of HTML that a build would write to one place, and those in the place of a permanent link.

    A new page that takes the address of a published one is found with what was published.
    """
    if not site.built_by_mkdocs:
        return
    for texts in site.address_book.texts_by_file.values():
        for page in texts[1:]:
            if not _took_a_published_address(site, page):
                problem = f"the page has the address of {texts[0].path}: only one of the two is published."
                yield Finding(page.path, 1, CODE, problem, _RENAME)
    for file, path in site.address_book.static_files.items():
        texts = site.address_book.texts_by_file.get(file, [])
        if texts:
            problem = f"the file has the address of {texts[0].path}, which is written over it."
            yield Finding(path, 1, CODE, problem, "Take it out, or give it another name.")
    yield from _in_the_way_of_permalinks(site)


def _took_a_published_address(site: ContentSite, page: SourcePage) -> bool:
    return page.path in site.by_path and bool(site.address_book.owners_at(site.place_of(page)) - {site.id_of(page)})


def _in_the_way_of_permalinks(site: ContentSite) -> Iterator[Finding]:
    if not site.addresses.has_permalinks:
        return
    book = site.address_book
    taken = {**book.static_files, **{file: texts[0].path for file, texts in book.texts_by_file.items()}}
    for article_id, page in site.named.items():
        path = taken.get(f"{permalink_path(article_id)}index.html")
        if path:
            problem = f"the file stands where the permanent link of '{article_id}' leads to {page.path}."
            yield Finding(path, 1, CODE, problem, "Move it out of that folder, or give it another name.")
