"""The command ``ranks``: what a change of the content does to search."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from publishing.build import STATE_FOLDER
from publishing.changed_pages import pages_at
from publishing.checking import read_folder
from publishing.content_site import ContentSite
from publishing.page_meta import texts_of
from publishing.source_folder import docs_folder
from search_service.checks.logged_searches import read_searches
from search_service.checks.question_ranks import open_drafts
from search_service.checks.rank_moves import moves, moves_of_searches, told
from search_service.commands.check import CONFIG_FILE, DRAFT_INDEX

BASE_INDEX = Path(STATE_FOLDER) / "base-index"


@click.command()
@click.option("--since", metavar="REF", required=True, help="Compare with the content as the branch found it at REF.")
@click.option(
    "--searches", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Searches that readers make most, from 'help-centre searches export'; their moves are told too.",
)  # fmt: skip
def ranks(since: str, searches: Path | None) -> None:
    """Tell which questions find their article at another place than before the change, the worst first."""
    logged = read_searches(searches) if searches else []
    folder = docs_folder(CONFIG_FILE)
    today = datetime.now(UTC).date()
    site = read_folder(folder, today=today).site
    with tempfile.TemporaryDirectory() as base:
        pages_at(folder, since, Path(base))
        before = open_drafts(read_folder(Path(base), today=today).site, BASE_INDEX, _say)
    after = open_drafts(site, DRAFT_INDEX, _say)
    click.echo(told(list(moves(site, before, after)), _questions_of(site)), nl=False)
    if logged:
        moved = list(moves_of_searches(site, logged, before, after))
        click.echo("\n" + told(moved, len(logged), "Frequent searches"), nl=False)


def _questions_of(site: ContentSite) -> int:
    return sum(len(texts_of(page.front_matter.get("answers"))) for page in site.articles.values())


def _say(message: str) -> None:
    click.echo(message, err=True)
