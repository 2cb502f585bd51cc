"""Commands about content."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from publishing.rules import UNREADABLE_CODE, check_pages
from publishing.rules.finding import Finding
from publishing.source_folder import docs_folder, find_pages

CONFIG_FILE = Path("mkdocs.yml")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """
    Check every page by the content rules.

    FOLDER holds the pages; without it, the folder that mkdocs.yml names. Exit status 1 when something is found.
    """
    folder = folder or docs_folder(CONFIG_FILE)
    source = find_pages(folder)
    findings = check_pages(folder, source.paths)
    findings += [_looping(link) for link in source.looping_links]
    for finding in sorted(findings):
        click.echo(f"{folder}/{finding}")
    checked = _count(len(source.paths), "page")
    if findings:
        click.echo(f"{checked} checked, {_count(len(findings), 'finding')}.", err=True)
        sys.exit(1)
    click.echo(f"{checked} checked, nothing found.", err=True)


def _looping(link: str) -> Finding:
    problem = "the link leads back to a folder above it."
    return Finding(link, 1, UNREADABLE_CODE, problem, "Remove it, or link to another folder.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
