"""The command ``search``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from publishing.settings import read_settings
from search_service.answers.engine import SearchEngine
from search_service.answers.experience import CurrentExperience
from search_service.commands.build import INDEX_HELP
from search_service.index.store import IndexStore
from search_service.ranking.signals import Explanation
from search_service.schemas import MAX_HITS, Hit, SearchQuery, SearchResponse
from search_service.settings import SearchSettings


@click.command()
@click.argument("words", metavar="QUERY", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, MAX_HITS), default=10, show_default=True, help="How many results at most."
)
@click.option("--lang", help="Your language: its articles come first.")
@click.option("--json", "as_json", is_flag=True, help="Print the response of the HTTP interface.")
@click.option("--explain", is_flag=True, help="Say of each result where its score comes from.")
@click.option("--index", "folder", type=click.Path(path_type=Path), metavar="DIR", help=INDEX_HELP)
def search(**options: Any) -> None:
    """Search as the help centre does; several words are one QUERY."""
    settings = read_settings(SearchSettings)
    settings = replace(settings, index=options["folder"] or settings.index)
    engine = SearchEngine.open(IndexStore(settings.index).current(), CurrentExperience(settings.experience))
    query = SearchQuery(q=" ".join(options["words"]), limit=options["limit"], lang=options["lang"])
    response = engine.search(query)
    if options["as_json"]:
        click.echo(response.model_dump_json(indent=2))
        return
    if response.correction:
        click.echo(f"Did you mean: {response.correction}")
    reasons = engine.explain(query) if options["explain"] else [[] for _ in response.results]
    for hit, because in zip(response.results, reasons, strict=True):
        click.echo(_describe(hit, because))
    click.echo(_outcome(response), err=True)
    for article in response.nearest:
        click.echo(f"{article.title}\n   {article.url}")


def _outcome(response: SearchResponse) -> str:
    if response.total:
        return "1 article matches." if response.total == 1 else f"{response.total} articles match."
    nearest = " Perhaps you meant one of these:" if response.nearest else ""
    return f"Nothing matches; try other words.{nearest}"


def _describe(hit: Hit, because: Explanation) -> str:
    section = f" \u203a {hit.section.title}" if hit.section.title else ""
    text = "".join(run.text for run in hit.excerpt)
    shares = [f"   {value:5.2f} of {signal.weight:.1f}  {signal.name}: {signal.reason}" for signal, value in because]
    return "\n".join([f"{hit.rank}. {hit.title}{section}", f"   {hit.section.url}", f"   {text}", *shares, ""])
