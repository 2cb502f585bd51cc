"""A folder of Markdown that some other program published."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from publishing.importing.arrivals import Arrivals, ArrivingPage, ImportRefused, kept_addresses
from publishing.importing.broken_links import without_broken_links
from publishing.importing.foreign_fields import translated
from publishing.importing.language_places import languages_lacking, target_of, with_links_led
from publishing.importing.report import Report
from publishing.importing.told_apart import told_apart
from publishing.source.folder import PAGE_SUFFIXES
from publishing.source.languages import PageLanguages
from publishing.source.page import SourcePage, Unreadable, parse_source, read_source
from publishing.source.site import ContentSite

OTHER_SUFFIXES = frozenset(
    (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".mp4", ".webm", ".vtt", ".zip", ".csv", ".txt")
)
_SUFFIXES = (*PAGE_SUFFIXES, ".mdx")
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_FOREIGN_WORDS = (
    (re.compile(r"\{\{[<%]"), "a Hugo shortcode"),
    (re.compile(r"\{%"), "a Liquid tag"),
    (re.compile(r"^:::", re.MULTILINE), "a Docusaurus admonition"),
    (re.compile(r"^(?:import|export)\s.+['\"{]", re.MULTILINE), "an import of MDX"),
    (re.compile(r"<[A-Z]\w*[\s/>]"), "a component of MDX"),
)


def read_markdown_folder(folder: Path, into: str, site: ContentSite) -> tuple[Arrivals, Report]:
    """
    Read every page and every file that pages show below *folder*; they go below *into*, each at its own place.

    They get ids beside those of *site*; where that has a folder for each language, a page goes below that of its own.

    Raises:
        ImportRefused: there is no page.

    """
    report = Report()
    pages: list[ArrivingPage] = []
    files: dict[str, Path] = {}
    targets = _targets(folder, into, site.languages, report)
    for path, target in targets.items():
        if path.endswith(_SUFFIXES):
            pages += _page(folder, path, targets, report, site)
        else:
            files[target] = folder / path
    if not pages:
        raise ImportRefused(f"{folder} holds no page that can be imported.", "Name a folder of Markdown.")
    report.pages, report.files = len(pages), len(files)
    lacking = languages_lacking(targets, site.languages)
    if lacking:
        counts = ", ".join(f"{lang} ({count})" for lang, count in sorted(lacking.items()))
        report.said.append(f"These look like translations, and became pages of the first language: {counts}.")
        report.said.append("To have them as translations, give the plugin 'i18n' their languages before the import.")
    return Arrivals(told_apart(pages, site, report), files), report


def _targets(folder: Path, into: str, languages: PageLanguages, report: Report) -> dict[str, str]:
    """Return where each page and file below *folder* goes; the *report* names what stays outside, and new names."""
    paths = _paths(folder)
    targets: dict[str, str] = {}
    used: dict[str, str] = {}
    for path in paths:
        if not _is_inside(folder, path):
            report.left_out.append(f"{path}: a symbolic link that leads out of the folder, or nowhere.")
        elif path.endswith(_SUFFIXES):
            page_path = _page_path(path, paths)
            target = target_of(page_path, into, languages)
            if PurePosixPath(page_path).stem != PurePosixPath(path).stem:
                report.to_do.append(f"{target}: that is {path}, since a page of its name comes in too.")
            targets[path] = _free(target, path, used, report)
        elif Path(path).suffix.lower() in OTHER_SUFFIXES:
            targets[path] = _free(target_of(path, into, languages), path, used, report)
        else:
            report.left_out.append(f"{path}: neither a page nor a file that pages show.")
    return targets


def _free(target: str, path: str, used: dict[str, str], report: Report) -> str:
    """Return *target*, or another name where what is *used* is that, or differs in capitals: most disks keep one."""
    free, number = PurePosixPath(target), 2
    while str(free).lower() in used:
        free = PurePosixPath(target).with_stem(f"{PurePosixPath(target).stem}-{number}")
        number += 1
    used[str(free).lower()] = str(free)
    if str(free) != target:
        is_same = used[target.lower()] == target
        why = "since another file came in there" if is_same else "whose name differs from another's in capitals alone"
        report.to_do.append(f"{free}: that is {path}, {why}; correct the links to it.")
    return str(free)


def _page_path(path: str, paths: list[str]) -> str:
    """Return *path* with our suffix, and its own in the name where another of *paths* would get the same name."""
    page = PurePosixPath(path)
    rivals = [str(page.with_suffix(suffix)) for suffix in _SUFFIXES[: _SUFFIXES.index(page.suffix)]]
    if not set(rivals) & set(paths):
        return str(page.with_suffix(".md"))
    named = page.with_name(f"{page.stem}-{page.suffix[1:]}.md")
    while str(named) in paths:
        named = named.with_stem(f"{named.stem}-2")
    return str(named)


def _paths(folder: Path) -> list[str]:
    """List every file, and every link to a folder: those are not followed."""
    found = []
    for place, names, files in os.walk(folder):
        names[:] = [name for name in names if not name.startswith((".", "node_modules"))]
        files += [name for name in names if (Path(place) / name).is_symlink()]
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in files if not name.startswith(".")]
    return sorted(found)


def _is_inside(folder: Path, path: str) -> bool:
    """Tell whether the file at *path* is one of *folder*: nobody meant to publish what a link brings in."""
    try:
        return (folder / path).resolve(strict=True).is_relative_to(folder.resolve())
    except OSError:
        return False


def _page(folder: Path, path: str, targets: Mapping[str, str], report: Report, site: ContentSite) -> list[ArrivingPage]:
    target = targets[path]
    try:
        source = with_links_led(_with_toml(read_source(folder, path)), targets, site.languages, report)
    except Unreadable as error:
        report.left_out.append(f"{path}: {error.message}")
        return []
    if source.front_matter_problem:
        problem = source.front_matter_problem
        report.left_out.append(f"{path}:{problem.line}: {problem.problem}")
        return []
    found = translated(source.front_matter, site.addresses.site_url)
    if found.is_draft:
        report.left_out.append(f"{path}: a draft.")
        return []
    report.kept.update(found.kept)
    report.mapped.update(f"{theirs} -> {ours}" for theirs, ours in found.mapped.items())
    report.dropped.update(found.dropped)
    for pattern, name in _FOREIGN_WORDS:
        word = pattern.search(source.prose)
        if word:
            line = source.prose.count("\n", 0, word.start()) + 1
            report.to_do.append(f"{target}: {name} in line {line} of {path} is not understood here; write Markdown.")
    addresses = kept_addresses(found.old_addresses, target, report)
    return [ArrivingPage(target, found.fields, without_broken_links(source, target, report), addresses)]


def _with_toml(source: SourcePage) -> SourcePage:
    """Read the front matter of Hugo, between lines of plus signs."""
    found = _TOML.match(source.source)
    if found is None:
        return source
    try:
        fields: dict[str, Any] = tomllib.loads(found[1])
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"the front matter is not TOML ({error}).", "Repair it.") from error
    body = parse_source(source.source[found.end() :], path=source.path, folder=source.folder)
    return SourcePage(source.path, source.folder, body.body, fields, source=source.source)
