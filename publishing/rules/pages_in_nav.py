"""HC056: the navigation lists the pages that are there, where a strict build stops at others."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from publishing.files.there import is_file
from publishing.links.forwarding import GONE, REPLACED_BY, Departure, LeadsNowhere, Place, departure_of
from publishing.rules.finding import Finding
from publishing.source.folder import PAGE_SUFFIXES
from publishing.source.navigation import Entry
from publishing.source.page import SourcePage
from publishing.source.page_links import is_readable
from publishing.source.site import ContentSite

CODE = "HC056"

_Pages = Mapping[str, SourcePage]


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find pages that the navigation of their language does not list, and what it lists that is no file of the site."""
    navigation = site.navigation
    yield from map(partial(_no_text, site), navigation.no_texts)
    yield from map(partial(_other_title, site), navigation.other_titles)
    others = sorted(site.languages.named - {site.languages.first})
    pages = {lang: _pages_in(site, lang) for lang in (site.languages.first, *others)} if navigation.refused else {}
    yield from _of_list(site, navigation.shared, {lang: pages[lang] for lang in pages if lang not in navigation.own})
    for lang, entries in navigation.own.items():
        yield from _of_list(site, entries, {lang: pages[lang]} if lang in pages else {})


def _of_list(site: ContentSite, entries: tuple[Entry, ...], pages: Mapping[str, _Pages]) -> Iterator[Finding]:
    """Check a list by the *pages* of each language that it is for; without entries the folder makes the navigation."""
    if entries and pages:
        yield from _omitted(site, entries, pages)
        yield from _not_there(site, entries, pages)


def _no_text(site: ContentSite, entry: Entry) -> Finding:
    problem = f"no build takes 'nav' of {PurePosixPath(site.navigation.place).name}: "
    problem += f"'{entry.target}' is no text." if entry.target else "an entry is empty."
    hint = f"Put it into quotes where it names a file, '\"{entry.target}\"', or take it out."
    return Finding(site.navigation.place, entry.line, CODE, problem, hint if entry.target else "Take it out.")


def _other_title(site: ContentSite, title: Entry) -> Finding:
    problem = f"'nav' of {PurePosixPath(site.navigation.place).name} has a title that YAML takes for no text: "
    hint = f"Put it into quotes, '\"{title.target}\":'." if title.target else "Write a title there."
    return Finding(site.navigation.place, title.line, CODE, f"{problem}'{title.target}'.", hint)


def _pages_in(site: ContentSite, lang: str) -> _Pages:
    """Return the pages that readers of *lang* are shown, by place: those that nobody translated where the site does."""
    pages = {site.place_of(page): page for page in site.translations if page.lang == lang}
    if lang == site.languages.first or site.languages.shows_untranslated:
        pages = {**site.by_place, **pages}
    hidden = _hidden(pages.values())
    return {
        place: page
        for place, page in pages.items()
        if page.path not in hidden and not _departure(site, place).replaced_by
    }


def _hidden(pages: Iterable[SourcePage]) -> set[str]:
    """Return the paths that MkDocs leaves out, each for another of its folder with the same address, as HC051 says."""
    by_address = defaultdict[str, list[str]](list)
    for path in sorted(page.path for page in pages):
        folder, name = posixpath.split(posixpath.splitext(path)[0])
        by_address[posixpath.join(folder, "index" if name == "README" else name)].append(path)
    return {paths[0] for paths in by_address.values() if len(paths) > 1}


def _departure(site: ContentSite, place: str) -> Departure:
    """Return what the page at *place* says of where its links lead now, on a site that keeps them."""
    page = _with_links(site, place)
    return departure_of(page.front_matter) if page else Departure()


def _with_links(site: ContentSite, place: str) -> SourcePage | None:
    return site.with_links_by_place.get(place) if site.published is not None else None


def _omitted(site: ContentSite, entries: tuple[Entry, ...], pages: Mapping[str, _Pages]) -> Iterator[Finding]:
    if "omitted_files" not in site.navigation.refused:
        return
    listed = {site.languages.place_of(_path(site, entry)) for entry in entries}
    shown = defaultdict[str, dict[str, SourcePage]](dict)
    for of_language in pages.values():
        for place, page in of_language.items():
            if not site.navigation.not_in_nav.match_file(page.path):
                shown[place][page.path] = page
    for place in sorted(shown.keys() - listed):
        if not _says_where_it_went(site, place):
            problem = f"a strict build stops here: the page is missing in {_list(site, pages)}."
            yield Finding(next(iter(shown[place])), 1, CODE, problem, _hint_to_list(site, place, shown[place], pages))


def _says_where_it_went(site: ContentSite, place: str) -> bool:
    """Tell whether the page at *place* left, or means to: a field that does not say it well is what HC017 reports."""
    page = _with_links(site, place)
    return page is not None and not page.front_matter.keys().isdisjoint((REPLACED_BY, GONE))


def _hint_to_list(site: ContentSite, place: str, paths: Iterable[str], pages: Mapping[str, _Pages]) -> str:
    """Say where the page at *paths* belongs: an entry that several languages share is looked for in each of them."""
    others = " and ".join(f"'/{path}'" for path in paths)
    if all(place in of_language for of_language in pages.values()):
        return f"Add '{place}' there, or {'' if [*paths] == [place] else f'{others} '}to 'not_in_nav'."
    later = [lang for lang in pages if lang != site.languages.first]
    lang = next((each for each in later if place in pages[each]), later[0])
    return f"Not every language has it: add {others} to 'not_in_nav', or give '{lang}' a 'nav' of its own."


def _not_there(site: ContentSite, entries: tuple[Entry, ...], pages: Mapping[str, _Pages]) -> Iterator[Finding]:
    for entry in entries:
        path = _path(site, entry)
        kind = "absolute_links" if path.startswith("/") else "not_found"
        if kind not in site.navigation.refused or not is_readable(entry.target) or any(urlsplit(entry.target)[:2]):
            continue
        lacking = [lang for lang in pages if path.startswith("/") or not _is_there(site, lang, path, pages[lang])]
        if lacking:
            yield Finding(site.navigation.place, entry.line, CODE, *_said(site, entry, pages, lacking))


def _said(site: ContentSite, entry: Entry, pages: Mapping[str, _Pages], lacking: list[str]) -> tuple[str, str]:
    """Say why an *entry* stops the build, and what helps: it may name a page that left, or that a language lacks."""
    path = _path(site, entry)
    place = site.languages.place_of(path)
    names = f"a strict build stops here: {_list(site, pages)} names '{entry.target}', which"
    if _departure(site, place).replaced_by:
        return f"{names} was replaced.", _hint(site, place)
    shown = {pages[lang][place].path for lang in pages if place in pages[lang]}
    if len(lacking) < len(pages) and shown:
        hint = f"Take it out. {_hint_to_list(site, place, sorted(shown), pages)}"
        return f"{names} is no file in the language '{lacking[0]}'.", hint
    where = f" in the language '{lacking[0]}'" if len(lacking) < len(pages) else ""
    return f"{names} is no file{where}.", _hint(site, path)


def _path(site: ContentSite, entry: Entry) -> str:
    """Return the path that MkDocs looks for."""
    path = PurePosixPath(entry.target).as_posix()
    return path.lstrip("/") if site.navigation.from_docs else path


def _is_there(site: ContentSite, lang: str, path: str, pages: _Pages) -> bool:
    """Tell whether the site has the file at *path* in *lang*; of one that is left out MkDocs does not warn."""
    languages = site.languages
    place, own = languages.place_of(path), languages.language_of(path)
    if path.endswith(PAGE_SUFFIXES) and (path in site.by_path or path in site.translation_by_path or place in pages):
        is_of_language = path == place or own == lang or (own == languages.first and languages.shows_untranslated)
        return is_of_language and place in pages
    files = {path, *languages.opened_by(path, lang)} if ".." not in PurePosixPath(path).parts else ()
    return any(is_file(site.folder / each) for each in files)


def _hint(site: ContentSite, path: str) -> str:
    """Name the file that was meant, where the page moved, was replaced, or has a slash before its path."""
    bare = path.lstrip("/").partition("#")[0]
    if bare != path and bare in site.by_place:
        return f"Write '{bare}'."
    owner = site.owner_of_path(bare)
    try:
        now = site.present.get(site.forwarding.lead(Place(owner)).article_id) if owner else None
    except LeadsNowhere:
        now = None
    if now is not None and now.path != path:
        return f"Write '{site.place_of(now)}', or take it out."
    if _departure(site, bare).replaced_by:
        return "Take it out."
    return "Correct the path, in which capital letters count, or take it out."


def _list(site: ContentSite, pages: Mapping[str, _Pages]) -> str:
    of_language = "".join(f" of the language '{lang}'" for lang in pages if lang in site.navigation.own)
    return f"'nav'{of_language} of {PurePosixPath(site.navigation.place).name}"
