"""The ids of pages that come in: one for each page, whatever its languages, and none that is another page's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import count

from publishing.articles.ids import derive_id, id_of_words
from publishing.importing.arrivals import ArrivingPage, old_path
from publishing.importing.report import Report
from publishing.links.redirects import page_url
from publishing.source.site import ContentSite


def told_apart(pages: Iterable[ArrivingPage], site: ContentSite, report: Report) -> tuple[ArrivingPage, ...]:
    """
    Give each of *pages* that needs one an id of its own; a translation into a language of *site* has its original's.

    Of two pages with one id the first keeps it. A page whose path derives an id that *site* has gives way, and one
    with old addresses names its id, since the list of links knows addresses by it. Where each language has a folder, a
    page that is in a later one alone is as good as an original. The *report* names what changed.
    """
    arriving = _each_led_to_once(list(pages), site, report)
    languages = site.languages
    led: dict[str, list[str]] = {}
    own: dict[str, tuple[str, ...]] = {}
    places = {*site.by_place, *(languages.place_of(page.path) for page in arriving if not _is_later(page, site))}
    for page in arriving:
        place = languages.place_of(page.path)
        if not _is_later(page, site):
            own[page.path] = page.old_addresses
            continue
        if languages.in_folders and place not in places:
            places.add(place)
            own[page.path] = ()
        led.setdefault(place, []).extend(_led_by(page, languages.language_of(page.path)))
    originals = [
        replace(page, old_addresses=(*own[page.path], *led.get(languages.place_of(page.path), ())))
        for page in arriving
        if page.path in own
    ]
    settled = {page.path: page for page in _settled(originals, site, report)}
    by_place = {languages.place_of(path): page for path, page in settled.items()}
    for page in arriving:
        if page.path not in settled:
            settled[page.path] = _like_original(page, by_place.get(languages.place_of(page.path)), site, report)
    return tuple(settled[page.path] for page in arriving)


def _is_later(page: ArrivingPage, site: ContentSite) -> bool:
    return site.languages.is_translation(page.path)


def _each_led_to_once(pages: list[ArrivingPage], site: ContentSite, report: Report) -> list[ArrivingPage]:
    """Leave each old address of a language to the first of *pages* that names it, and none where a page will be."""
    owners = {_address(site, path, site.languages.place_of(path)): path for path in site.by_path}
    owners |= {_address(site, page.path, site.languages.place_of(page.path)): page.path for page in pages}
    settled = []
    for page in pages:
        kept = []
        for address in page.old_addresses:
            owner = owners.setdefault(_address(site, page.path, old_path(address)), page.path)
            if owner == page.path:
                kept.append(address)
            else:
                report.to_do.append(f"{page.path}: its old address '{address}' leads to {owner}.")
        settled.append(replace(page, old_addresses=tuple(kept)))
    return settled


def _address(site: ContentSite, path: str, place: str) -> tuple[str, str]:
    """Return the language of the page at *path*, and where the site would have *place* in it."""
    return site.languages.language_of(path), page_url(place, directory_urls=True)


def _led_by(page: ArrivingPage, lang: str) -> list[str]:
    """Return the old addresses of a translation as the list of links names them, which knows those of originals."""
    return [f"{address.rstrip('/')}.{lang}" for address in page.old_addresses]


def _settled(pages: list[ArrivingPage], site: ContentSite, report: Report) -> Iterator[ArrivingPage]:
    owners: dict[str, str] = {}
    claimed = {page.front_matter["id"] for page in pages if "id" in page.front_matter}
    for page in pages:
        fields = dict(page.front_matter)
        article_id = fields.get("id")
        if article_id in owners:
            report.to_do.append(f"{page.path}: its id '{article_id}' is that of {owners[article_id]}; it got none.")
            del fields["id"]
        place = site.languages.place_of(page.path)
        derived = derive_id(place)
        taken = {*owners, *claimed, *_ids_of_others(site, place)}
        if "id" not in fields and derived in _ids_of_others(site, place):
            fields["id"] = _free_id(place, taken)
            report.to_do.append(
                f"{page.path}: the id of its path, '{derived}', is that of another page here; it is '{fields['id']}'."
            )
        elif "id" not in fields and page.old_addresses:
            fields["id"] = _free_id(place, taken)
        if "id" in fields:
            owners[fields["id"]] = page.path
        yield replace(page, front_matter=fields)


def _ids_of_others(site: ContentSite, path: str) -> set[str]:
    """Return the ids that pages of *site* have, and those that were published, from other places than *path*."""
    listed = (article_id for article_id, article in (site.published or {}).items() if path not in article.paths)
    return {*site.named, *listed}


def _free_id(path: str, taken: Collection[str]) -> str:
    """Return a well-formed id made of *path* that is not *taken*."""
    stem = id_of_words(derive_id(path)) or "page"
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _like_original(
    page: ArrivingPage, original: ArrivingPage | None, site: ContentSite, report: Report
) -> ArrivingPage:
    """Take from the translation *page* an id that is not its original's; without an original it keeps its own."""
    fields = dict(page.front_matter)
    place = site.languages.place_of(page.path)
    its: str | None = None
    if original is not None:
        its = original.front_matter.get("id")
    elif place in site.by_place:
        its = site.id_of(site.by_place[place])
    else:
        path = site.languages.path_in(site.languages.first, place)
        report.to_do.append(f"{page.path}: the page that it translates, {path}, is not there.")
        return replace(page, old_addresses=())
    if fields.get("id", its) != its:
        named = f"'{its}'" if its else "that of its path"
        report.to_do.append(f"{page.path}: its id '{fields['id']}' is not its original's; now it is {named}.")
        del fields["id"]
    return replace(page, front_matter=fields, old_addresses=())
