"""HC019: links within the site lead to a page or file that is there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath

from publishing.files.there import is_file
from publishing.links.forwarding import LeadsNowhere, Place
from publishing.rules.addresses_there import address_of, is_of_this_site, is_there, undefined_references
from publishing.rules.finding import Finding, Fix
from publishing.source.folder import PAGE_SUFFIXES
from publishing.source.page import SourcePage
from publishing.source.page_links import Link
from publishing.source.site import ContentSite
from publishing.source.unreadable_addresses import UNREADABLE_HINT, unreadable_addresses

CODE = "HC019"
_INDEX_PAGES = ("index.md", "README.md")


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find links to pages and files that do not exist, or to a page that was replaced.

    A path that is written from the folder of all pages leads nowhere with MkDocs, but does with other generators.
    """
    for page in site.texts:
        yield from _of_addresses(site, page)
    for page in site.texts:
        finding_of = _finding_of_translation if page.path in site.translation_by_path else _finding
        for link in page.links:
            if leads_nowhere(site, page, link):
                yield finding_of(site, page, link)


def leads_nowhere(site: ContentSite, page: SourcePage, link: Link) -> bool:
    """Tell whether *link*, a local one on *page*, surely opens nothing; of translations links to pages are judged."""
    if not link.is_local or link.is_image or not link.path:
        return False
    if page.path in site.translation_by_path:
        return _is_page(link.path) and not _is_there_translated(site, page, link)
    return not _is_there(site, page, link)


def _of_addresses(site: ContentSite, page: SourcePage) -> Iterator[Finding]:
    """
    Find links by a path on the host, or with the host, that the site will not have, and names without a target.

    So are addresses that no program can take apart.
    """
    for line, text in unreadable_addresses(page):
        yield Finding(page.path, line, CODE, f"the address '{text}' cannot be read.", UNREADABLE_HINT)
    for link in page.links:
        if not link.is_image and is_of_this_site(site, link):
            address = address_of(site, page, link)
            if address is not None and not is_there(site, address, relative=False):
                yield _finding(site, page, link)
    for line, name in undefined_references(site, page):
        hint = f"Write the address in round brackets behind the words, or a line '[{name}]: address'."
        yield Finding(page.path, line, CODE, f"no line says where '[{name}]' leads.", hint)


def target_path(page: SourcePage, link: Link) -> str:
    """Return the path that *link* names, relative to the folder of all pages."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link.path)) if link.path else page.path


def target_page(site: ContentSite, page: SourcePage, link: Link) -> SourcePage | None:
    """Return the page that *link* opens: from a translation that in its language, where there is one."""
    if not link.path:
        return page
    opened = _opened(site, page, link)
    if page.path not in site.translation_by_path:
        return next((site.by_path[path] for path in opened if path in site.by_path), None)
    texts = {**site.translation_by_path, **site.by_path}
    return next((texts[path] for path in opened if path in texts), None)


def _opened(site: ContentSite, page: SourcePage, link: Link) -> tuple[str, ...]:
    return site.languages.opened_by(target_path(page, link), site.languages.language_of(page.path))


def _is_page(path: str) -> bool:
    return path.endswith(PAGE_SUFFIXES)


def _is_there_translated(site: ContentSite, page: SourcePage, link: Link) -> bool:
    path = target_path(page, link)
    beyond = path.startswith("..") or not site.unreadable.isdisjoint((path, *_opened(site, page, link)))
    target = target_page(site, page, link)
    return beyond or path in site.translation_by_path or (target is not None and not _is_replaced(site, target))


def _is_replaced(site: ContentSite, target: SourcePage) -> bool:
    departure = site.departure_of_path(target.path) if target.path in site.by_path else None
    return departure is not None and departure.replaced_by is not None


def _finding_of_translation(site: ContentSite, page: SourcePage, link: Link) -> Finding:
    path = target_path(page, link)
    original = site.by_place.get(site.languages.place_of(path))
    departure = site.departure_of_path(original.path) if original else None
    if departure is not None and departure.gone:
        hint = "Take the link out, or link to what answers this now."
        return Finding(page.path, link.line, CODE, f"the link leads to {path}, which was given up.", hint)
    if original is None or departure is not None:
        return _finding(site, page, link)
    return Finding(
        page.path,
        link.line,
        CODE,
        f"the link leads to {path}, which is not there in this language.",
        f"Link to a page that is, or write {_opened(site, page, link)[0]}.",
    )


def _is_there(site: ContentSite, page: SourcePage, link: Link) -> bool:
    path = target_path(page, link)
    target = target_page(site, page, link)
    if target is not None:
        return not _is_replaced(site, target)
    opened = _opened(site, page, link)
    if not site.unreadable.isdisjoint(opened) or (
        not path.startswith("..") and any(_is_open(site, each) for each in opened)
    ):
        return True
    if site.addresses.are_known:
        address = address_of(site, page, link)
        return not _is_page(link.path) and (address is None or is_there(site, address, relative=True))
    if path.startswith(".."):
        return True  # beyond the folder the build decides
    if not site.built_by_mkdocs and (_is_from_the_root(site, link) or _is_from_above(site, link)):
        return True
    return any(place in site.by_path for place in _built_places(page, link))


def _is_open(site: ContentSite, path: str) -> bool:
    """Tell whether there is a file at *path* that a link from the first language opens."""
    is_taken = site.left_out.takes(path) and path not in site.translation_by_path
    return is_taken and is_file(site.folder / path)


def _built_places(page: SourcePage, link: Link) -> Iterator[str]:
    """Yield the pages that a link could mean that is written as an address of the built site."""
    if link.path.endswith(PAGE_SUFFIXES):
        return
    own = PurePosixPath(page.path)
    address = own.parent if own.name in _INDEX_PAGES else own.with_suffix("")
    for base in (address, own.parent):
        place = posixpath.normpath(posixpath.join(str(base), link.path.removesuffix("index.html")))
        bare = place.removesuffix(".html")
        yield f"{bare}.md"
        yield from ("index.md" if place == "." else f"{place}/{name}" for name in _INDEX_PAGES)


def _is_from_the_root(site: ContentSite, link: Link) -> bool:
    return posixpath.normpath(link.path) in site.by_path


def _is_from_above(site: ContentSite, link: Link) -> bool:
    """Tell whether a path begins with the name of the folder of all pages, whatever that is where the site is built."""
    return posixpath.normpath(link.path).partition("/")[2] in site.by_path


def _finding(site: ContentSite, page: SourcePage, link: Link) -> Finding:
    target = now_at(site, page, link)
    if not target and _is_from_the_root(site, link) and _may_be_meant(site, posixpath.normpath(link.path)):
        target = _with_anchor(path_from(page, posixpath.normpath(link.path)), link.anchor)
    fix = Fix(link.target, target, link.target_at) if target else None
    meant = target or _written_as_address(site, page, link) or _same_name(site, page, link)
    hint = f"Write '{meant}'." if meant else "Correct the path, or link to the page that answers this now."
    return Finding(page.path, link.line, CODE, f"the link to '{link.target}' leads nowhere.", hint, fix)


def now_at(site: ContentSite, page: SourcePage, link: Link) -> str:
    """Tell where a page is now that moved or was replaced, as a path relative to *page*; empty when nobody knows."""
    owner = site.owner_of_path(target_path(page, link))
    if owner is None:
        return ""
    try:
        place = site.forwarding.lead(Place(owner, link.anchor))
    except LeadsNowhere:
        return ""
    found = site.present.get(place.article_id)
    if found is None:
        return ""
    return _with_anchor(path_from(page, found.path), place.anchor)


def _may_be_meant(site: ContentSite, path: str) -> bool:
    """Tell whether a page is at *path* that a link should open: not one that was replaced, by what nobody knows."""
    return path in site.by_path and not _is_replaced(site, site.by_path[path])


def _written_as_address(site: ContentSite, page: SourcePage, link: Link) -> str:
    """Name the page that *link* means by an address; empty when it means none."""
    path = next((place for place in _built_places(page, link) if _may_be_meant(site, place)), "")
    return _with_anchor(path_from(page, path), link.anchor) if path else ""


def _same_name(site: ContentSite, page: SourcePage, link: Link) -> str:
    """Name the only page whose file has the name that *link* asks for; empty when there is none, or several."""
    named = site.paths_by_name.get(PurePosixPath(link.path).name, [])
    alike = [path for path in named if _may_be_meant(site, path)]
    return _with_anchor(path_from(page, alike[0]), link.anchor) if len(alike) == 1 else ""


def _with_anchor(path: str, anchor: str) -> str:
    return f"{path}#{anchor}" if anchor else path


def path_from(page: SourcePage, path: str) -> str:
    """Return *path* as a link on *page* writes it."""
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")
