"""Commands about content."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from publishing.checking.checks import read_folder
from publishing.files.atomic import write_atomically
from publishing.source.code_owners import code_owners
from publishing.source.folder import config_file_of, docs_folder
from publishing.source.site import ContentSite
from publishing.starter.new_page import FOLDERS, file_of_new_page, page_text
from publishing.theme.folders import copy_overrides


@click.command()
@click.argument("kind", type=click.Choice(list(FOLDERS)))
@click.argument("title")
@click.option("--folder", help="Folder below that of all pages; without it 'guides' or 'videos'.")
@click.option("--id", "article_id", help="Permanent name; without it made of the title.")
@click.option("--owner", default="docs", show_default=True, help="The team that keeps the page right.")
def new(kind: str, title: str, folder: str | None, article_id: str | None, owner: str) -> None:
    """Begin a page called TITLE, in which the check finds what you still have to add."""
    today = datetime.now(UTC).date()
    site = read_folder(docs_folder(config_file_of()), today=today).site
    file = file_of_new_page(site, title, folder=folder or _usual_folder(site, kind), article_id=article_id)
    text = page_text(kind, title, article_id=file.stem, owner=owner, lang=site.languages.first, today=today)
    write_atomically(file, text.encode())
    click.echo(file)
    nav = f"'nav' in {config_file_of().name}"
    click.echo(f"Write what stands as TODO, add the file to {nav}, then run 'help-centre check --fix'.", err=True)


def _usual_folder(site: ContentSite, kind: str) -> str:
    return site.languages.path_in(site.languages.first, FOLDERS[kind])


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def theme(folder: Path) -> None:
    """Copy the theme files into the new FOLDER, for a generator that runs no plugins."""
    copy_overrides(folder)
    click.echo(f"Name it as the theme's custom_dir: {folder}")


@click.command()
@click.argument("organisation")
def codeowners(organisation: str) -> None:
    """Print a CODEOWNERS file: each page's 'owner', a team of ORGANISATION or an account, reviews its changes."""
    folder = docs_folder(config_file_of())
    site = read_folder(folder, today=datetime.now(UTC).date()).site
    click.echo(code_owners(site, folder.as_posix(), organisation), nl=False)
