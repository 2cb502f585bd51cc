"""Reading all pages of a folder and checking them by the content rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from publishing.links.published import LIST_FILE, ListUnreadable, read_published
from publishing.markup.site_markdown import SiteMarkdown, markdown_of
from publishing.rules import CODES, CODES_OF_SEARCH, SITE_RULES, UNREADABLE_CODE, check_page
from publishing.rules.finding import Finding
from publishing.rules.silences import heard
from publishing.settings import read_settings
from publishing.source.addresses import SiteAddresses, addresses_of
from publishing.source.folder import config_of, find_pages, find_static_pages, read_config
from publishing.source.left_out import LeftOut, left_out_of
from publishing.source.navigation import Navigation, navigation_of
from publishing.source.page import SourcePage, Unreadable, in_its_language, read_source
from publishing.source.settings import ContentSettings
from publishing.source.site import ContentSite
from publishing.source.site_names import site_names
from publishing.source.synonyms import SHAPE, SYNONYMS_FILE, SynonymGroup, SynonymsUnreadable, read_synonyms


@dataclass(frozen=True)
class Reading:
    """The pages of a folder, and what was found while they were read."""

    site: ContentSite
    findings: tuple[Finding, ...]


def read_folder(folder: Path, *, today: date) -> Reading:
    """Read every page below *folder*; files that cannot be read, and links in a circle, become findings."""
    source = find_pages(folder)
    reading = read_content(folder, source.paths, today=today)
    problems = {
        "the link leads back to a folder above it.": source.looping_links,
        "the link leads to a folder that many others lead to.": source.crowded_links,
    }
    not_followed = tuple(
        Finding(link, 1, UNREADABLE_CODE, problem, "Remove it, or link to another folder.")
        for problem, links in problems.items()
        for link in links
    )
    return Reading(reading.site, reading.findings + not_followed)


def read_content(folder: Path, paths: Iterable[str], *, today: date) -> Reading:
    """Read the pages at *paths* below *folder*, and the list of published links."""
    pages: list[SourcePage] = []
    translated: list[SourcePage] = []
    findings = []
    config = config_of(folder)
    fields = read_config(config) if config else {}
    left_out = left_out_of(fields) if config else LeftOut()
    languages = left_out.languages
    markdown = markdown_of(fields, config.name) if config else SiteMarkdown()
    named = [path for path in paths if not left_out.is_named(path)]
    for path in filter(left_out.takes, named):
        try:
            page = in_its_language(read_source(folder, path), folder, languages)
            page = replace(page, built_by_mkdocs=config is not None, markdown=markdown)
            (translated if languages.is_translation(path) else pages).append(page)
        except Unreadable as error:
            findings.append(Finding(path, 1, UNREADABLE_CODE, error.message, error.hint))
    unreadable = frozenset(finding.path for finding in findings)
    published = None
    try:
        published = read_published(folder)
    except ListUnreadable as error:
        findings.append(Finding(LIST_FILE, error.line, UNREADABLE_CODE, error.problem, error.hint))
    synonyms: tuple[SynonymGroup, ...] = ()
    try:
        synonyms = read_synonyms(folder)
    except SynonymsUnreadable as error:
        findings.append(Finding(SYNONYMS_FILE, error.line, UNREADABLE_CODE, error.problem, SHAPE))
    site = ContentSite(
        folder,
        tuple(pages),
        today,
        unreadable,
        published,
        read_settings(ContentSettings),
        built_by_mkdocs=config is not None,
        synonyms=synonyms,
        translations=tuple(translated),
        languages=languages,
        addresses=addresses_of(fields, config) if config else SiteAddresses(),
        static_pages=tuple(filter(left_out.takes, find_static_pages(folder))),
        left_out=left_out,
        names=tuple(site_names(fields, config, folder)) if config else (),
        without_language=tuple(filter(languages.is_left_out, named)),
        navigation=navigation_of(fields, config, folder) if config else Navigation(),
    )
    return Reading(site, tuple(findings))


def broken_rules(
    site: ContentSite, *, leave_out: Collection[str] = (), changed: Collection[str] | None = None
) -> list[Finding]:
    """
    Check *site* by every rule but those to *leave_out*; nothing is silenced yet.

    Of the pages that are not among the paths *changed* the rules about one page alone are not asked; None is all.
    """
    pages = [page for page in site.texts if changed is None or page.path in changed]
    findings = [finding for page in pages for finding in check_page(page, leave_out=leave_out)]
    for code, check in SITE_RULES.items():
        if code not in leave_out:
            findings += check(site)
    return findings


def check_pages(folder: Path, paths: Iterable[str], *, today: date, leave_out: Collection[str] = ()) -> list[Finding]:
    """Check the pages at *paths* below *folder*; findings come in the order of paths and lines."""
    reading = read_content(folder, paths, today=today)
    findings = [*reading.findings, *broken_rules(reading.site, leave_out=leave_out)]
    return sorted(heard(reading.site.texts, findings, ran=CODES - set(leave_out), known=CODES | CODES_OF_SEARCH))
