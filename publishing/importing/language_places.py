"""Where files that come in stand on a site with languages, however the folder that they come from tells languages."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote

from publishing.importing.report import Report
from publishing.source.folder import PAGE_SUFFIXES
from publishing.source.languages import PageLanguages
from publishing.source.page import SourcePage

_PAGES = (*PAGE_SUFFIXES, ".mdx")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


def target_of(path: str, into: str, languages: PageLanguages) -> str:
    """
    Return where the file at *path* of a folder goes: below *into*, and where the site has pages of its language.

    A folder may tell a language of the site by the first folder, as in ``de/a.md``, or by the name, as in ``a.de.md``.
    A picture has no language where names tell it: there it stays in its folder, for the pages that show it.
    """
    lang, place = _told(path, languages)
    if languages.in_folders:
        return languages.path_in(lang or languages.first, str(PurePosixPath(into, place)))
    is_of_folder = _by_folder(languages).place_of(path) != path
    if is_of_folder and (lang == languages.first or path.endswith(_PAGES)):
        return languages.path_in(lang, str(PurePosixPath(into, place)))
    return str(PurePosixPath(into, path))


def with_links_led(
    source: SourcePage, targets: Mapping[str, str], languages: PageLanguages, report: Report
) -> SourcePage:
    """
    Return *source* with links to what comes in with it as they are written at its new place; *targets* tell all of it.

    MkDocs leads from a page to no other language: the *report* names the links that were to.
    """
    here = posixpath.dirname(languages.place_of(targets[source.path]))
    lines = source.body.split("\n")
    for link in sorted(source.links, key=lambda link: link.target_at, reverse=True):
        line, column = link.target_at
        led = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), link.path))
        # What HTML shows is relative to an address, which nobody knows of the old site.
        if not link.is_local or led not in targets or lines[line - 1][:column].endswith(('"', "'")):
            continue
        if _is_in_another_language(led, source.path, targets, languages):
            report.to_do.append(
                f"{targets[source.path]}: its link to {led} leads to the page in its own language now: "
                "no link leads into another one."
            )
        new = posixpath.relpath(languages.place_of(targets[led]), here or ".")
        if new != posixpath.normpath(link.path) and lines[line - 1].startswith(link.target, column):
            written = re.split(r"[?#]", link.target, maxsplit=1)[0]
            new = quote(new) if "%" in written else new
            lines[line - 1] = lines[line - 1][:column] + new + lines[line - 1][column + len(written) :]
    return replace(source, body="\n".join(lines))


def languages_lacking(paths: Collection[str], languages: PageLanguages) -> Counter[str]:
    """Count the pages at *paths* that look like translations into a language that the site does not have, by that."""
    found: Counter[str] = Counter()
    known = languages.named | {languages.first}
    pages = {path for path in paths if path.endswith(_PAGES)}
    places = Counter(path.partition("/")[2] for path in pages if _LANGUAGE.fullmatch(path.partition("/")[0]))
    for path in pages:
        page = PurePosixPath(path)
        stem, _, suffix = page.stem.rpartition(".")
        folder, _, place = path.partition("/")
        if _LANGUAGE.fullmatch(suffix) and str(page.with_stem(stem)) in pages:
            found[suffix] += suffix not in known
        elif _LANGUAGE.fullmatch(folder) and (places[place] > 1 or place in pages):
            found[folder] += folder not in known
    return +found


def _told(path: str, languages: PageLanguages) -> tuple[str, str]:
    """Return the language that *path* tells, empty where it tells none, and *path* without it."""
    lang, place = "", path
    for way in (_by_folder(languages), replace(languages, in_folders=False)):
        if way.place_of(place) != place:
            lang, place = way.language_of(place), way.place_of(place)
    return lang, place


def _by_folder(languages: PageLanguages) -> PageLanguages:
    return replace(languages, in_folders=True)


def _is_in_another_language(led: str, path: str, targets: Mapping[str, str], languages: PageLanguages) -> bool:
    """Tell whether the page that stood at *led* is in another language than the one that stood at *path*."""
    return led.endswith(_PAGES) and _told(led, languages)[0] not in {"", languages.language_of(targets[path])}
