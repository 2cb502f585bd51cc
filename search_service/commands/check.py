"""The command ``check``: content rules and search questions."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click

from publishing.checking.checks import Reading, broken_rules, read_folder
from publishing.checking.fixing import fix
from publishing.checking.formats import FORMATS
from publishing.checking.notices import notices
from publishing.checking.rare_collections import rare_collections
from publishing.links.published import LIST_FILE, ListUnreadable, PublishedLinks, parse_published
from publishing.rules import CODES, CODES_OF_SEARCH, OF_THE_WHOLE_SITE, links_kept
from publishing.rules.finding import Finding
from publishing.rules.pages_touched import pages_touched
from publishing.rules.silences import heard
from publishing.source.changed_pages import changed_since, published_branch, text_at
from publishing.source.folder import config_file_of, docs_folder
from publishing.source.pages_before import pages_before
from search_service.checks import alike_questions, question_ranks
from search_service.checks.drafts import in_each_language, open_drafts
from search_service.checks.editions import editions_of
from search_service.checks.pushed_down import pushed_down

KNOWN = CODES | CODES_OF_SEARCH
# What a change of one page does to others.
ALWAYS_TOLD = OF_THE_WHOLE_SITE | {alike_questions.CODE, question_ranks.CODE}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True,
    help="For people, for programs, as notes on the lines of a pull request, or as a comment on it.",
)  # fmt: skip
@click.option("--fix", "fixes", is_flag=True, help="Repair what is safe, and complete the list of published links.")
@click.option("--since", metavar="REF", help="Only what the pages say that changed since the branch left REF.")
def check(folder: Path | None, format_: str, fixes: bool, since: str | None) -> None:
    """
    Check every page by the content rules, and that search finds it by its own questions.

    FOLDER holds the pages; without it, the folder that mkdocs.yml names. Exit status 1 when something is found.
    """
    with rare_collections():
        _check(folder or docs_folder(config_file_of()), format_, fixes=fixes, since=since)


def _check(folder: Path, format_: str, *, fixes: bool, since: str | None) -> None:
    today = datetime.now(UTC).date()
    began = since or published_branch(folder)
    before = _listed_at(folder, began)
    if fixes:
        repair(folder, today)
    reading = read_folder(folder, today=today)
    site = replace(reading.site, published_before=before)
    reading = replace(reading, site=replace(site, pages_before=pages_before(site, began) if began else {}))
    findings = sorted([*all_findings(reading, since=since), *struck_out(reading)])
    click.echo(FORMATS[format_](from_repository(folder) if format_ == "github" else folder, findings), nl=False)
    for note in notices(reading.site):
        _say(note)
    checked = _count(len(reading.site.texts) + len(reading.site.unreadable), "page")
    found = _count(len(findings), "finding") if findings else "nothing found"
    click.echo(f"{checked} checked, {found}.", err=True)
    if findings:
        sys.exit(1)


def from_repository(folder: Path) -> Path:
    """Return *folder* as seen from the root of its repository, where a forge looks for it; as it is without one."""
    place = folder.absolute()
    root = next((parent for parent in place.parents if (parent / ".git").exists()), None)
    return place.relative_to(root) if root else folder


def repair(folder: Path, today: date) -> None:
    """Repair what is safe in the pages below *folder*, and say how many files that changed."""
    repaired: set[str] = set()
    while True:
        site = read_folder(folder, today=today).site
        changed = fix(folder, site, heard(site.texts, broken_rules(site), ran=(), known=KNOWN))
        is_new = bool(changed - repaired - {LIST_FILE})
        repaired |= changed
        if not is_new:
            break  # else the name of a field that is right now may show that its value is not
    click.echo(f"{_count(len(repaired), 'file')} repaired.", err=True)


def _listed_at(folder: Path, ref: str | None) -> PublishedLinks | None:
    """Return the list of published links where the branch left *ref*; None when nobody knows it."""
    if ref is None:
        return None
    try:
        return parse_published(text_at(folder, ref, LIST_FILE) or "")
    except ListUnreadable:
        return None  # was not this branch


def struck_out(reading: Reading) -> list[Finding]:
    """Find what the list of published links named where the branch began and no longer names."""
    site = reading.site
    if site.published is None and (site.folder / LIST_FILE).exists():
        return []  # what cannot be read is reported as that
    return list(links_kept.struck_out(site.published_before or {}, site.published or {}))


def all_findings(reading: Reading, *, since: str | None = None) -> list[Finding]:
    """
    Check the pages that were read by every rule; with *since* those that changed since the branch left it.

    A page that shows a file that changed counts as changed. Rules about links and ids look at the whole site even then:
    a change of one page breaks those of others. So does search: questions of other pages are told that the change
    pushes down.
    """
    site = reading.site
    only = None if since is None else changed_since(site.folder, since)
    touched = None if only is None else pages_touched(site, only)
    findings = [*reading.findings, *broken_rules(site, changed=touched), *alike_questions.alike(site)]
    ran = {*CODES, alike_questions.CODE}
    if since is None or only is None or touched is None:
        ran.add(question_ranks.CODE)
        for readable, index in in_each_language(site):
            if question_ranks.has_questions(readable):
                findings += question_ranks.unfound(readable, open_drafts(readable, index, _say))
        return sorted(heard(site.texts, findings, ran=ran, known=KNOWN))
    if any(question_ranks.has_questions(readable) for readable, _ in in_each_language(site)):
        for editions in editions_of(site, since, _say).in_each_language():
            if question_ranks.has_questions(editions.site):
                findings += question_ranks.unfound(editions.site, editions.after, only=only)
                findings += pushed_down(editions, leave_out=only)
    left = heard(site.texts, findings, ran=ran, known=KNOWN)
    return sorted(finding for finding in left if finding.path in touched or finding.code in ALWAYS_TOLD)


def _say(message: str) -> None:
    click.echo(message, err=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
