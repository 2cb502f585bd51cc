"""The command ``ranks``: what a change of the content does to search."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from publishing.checking.checks import read_folder
from publishing.checking.rare_collections import rare_collections
from publishing.source.folder import config_file_of, docs_folder
from search_service.checks.editions import editions_of
from search_service.checks.logged_searches import LoggedSearch, read_searches
from search_service.checks.rank_moves import moves_of_searches, rank_moves, told


@click.command()
@click.option("--since", metavar="REF", required=True, help="Compare with the content as the branch found it at REF.")
@click.option(
    "--searches", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Searches that readers make most, from 'help-centre searches export'; their moves are told too.",
)  # fmt: skip
def ranks(since: str, searches: Path | None) -> None:
    """Tell which questions find their article at another place than before the change, the worst first."""
    with rare_collections():
        _ranks(since, read_searches(searches) if searches else [])


def _ranks(since: str, logged: list[LoggedSearch]) -> None:
    site = read_folder(docs_folder(config_file_of()), today=datetime.now(UTC).date()).site
    editions = editions_of(site, since, _say)
    found = rank_moves(editions)
    click.echo(told(found.moves, found.questions, left_out=found.left_out), nl=False)
    if logged:
        moved = list(moves_of_searches(editions, logged))
        click.echo("\n" + told(moved, len(logged), "Frequent searches"), nl=False)


def _say(message: str) -> None:
    click.echo(message, err=True)
