"""The commands about building and searching: ``build``, ``index`` and ``search``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from publishing.settings import read_settings
from search_service.engine import SearchEngine
from search_service.experience import CurrentExperience
from search_service.index_build import index_catalogue
from search_service.index_store import IndexStore
from search_service.rank_signals import Explanation
from search_service.schemas import MAX_HITS, Hit, SearchQuery
from search_service.settings import DEFAULT_SITE, SearchSettings

CONFIG_FILE = Path("mkdocs.yml")
INDEX_HELP = "Folder of the search index; else HELP_CENTRE_INDEX."


@click.command()
@click.option("--strict", is_flag=True, help="Fail on any warning.")
@click.option(
    "--config-file", type=click.Path(path_type=Path), default=CONFIG_FILE, show_default=True,
    help="The site's MkDocs configuration.",
)  # fmt: skip
def build(strict: bool, config_file: Path) -> None:
    """Build the site with its catalogue and permalinks, then the search index."""
    _build(read_settings(SearchSettings), config_file, strict=strict)


def build_first(settings: SearchSettings) -> None:
    """Build what *settings* are to serve when it is the site of this folder, and nothing was built yet."""
    elsewhere = settings.site or settings.catalogue
    if not elsewhere and CONFIG_FILE.is_file() and not Path(settings.catalogue_source).exists():
        _build(settings, CONFIG_FILE, strict=False)


def _build(settings: SearchSettings, config_file: Path, *, strict: bool) -> None:
    from publishing.build import build_site  # noqa: PLC0415 - MkDocs takes a second to import; only this needs it

    site = settings.site_folder or DEFAULT_SITE
    build_site(config_file, site, strict=strict)
    _index(str(site / "catalogue.json"), settings.index)


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.option(
    "--config-file", type=click.Path(path_type=Path), default=CONFIG_FILE, show_default=True,
    help="The configuration that SITE was built from.",
)  # fmt: skip
def publish(site: Path, config_file: Path) -> None:
    """Finish a SITE that another generator has built: catalogue, permalinks and forms, then the search index."""
    from datetime import UTC, datetime  # noqa: PLC0415 - only this needs what stands below

    from publishing.finishing import finish_site  # noqa: PLC0415 - see above

    catalogue = finish_site(config_file, site, built_at=datetime.now(UTC))
    click.echo(f"{len(catalogue.articles)} articles in {site}.", err=True)
    _index(str(site / "catalogue.json"), read_settings(SearchSettings).index)


@click.command()
@click.option(
    "--catalogue", metavar="PATH|URL", help="Where catalogue.json is, plain or gzip; else HELP_CENTRE_CATALOGUE."
)
@click.option("--index", "folder", type=click.Path(path_type=Path), metavar="DIR", help=INDEX_HELP)
def index(catalogue: str | None, folder: Path | None) -> None:
    """Build the search index from a catalogue; a running service goes over to it by itself."""
    settings = read_settings(SearchSettings)
    _index(catalogue or settings.catalogue_source, folder or settings.index)


def _index(catalogue: str, folder: Path) -> None:
    click.echo("Indexing ...", err=True)
    built = index_catalogue(catalogue, IndexStore(folder), lambda message: click.echo(message, err=True))
    click.echo(f"The search index in {folder} is {'ready' if built else 'up to date'}.", err=True)


@click.command()
@click.argument("query")
@click.option(
    "--limit", type=click.IntRange(1, MAX_HITS), default=10, show_default=True, help="How many results at most."
)
@click.option("--lang", help="Your language: its articles come first.")
@click.option("--json", "as_json", is_flag=True, help="Print the response of the HTTP interface.")
@click.option("--explain", is_flag=True, help="Say of each result where its score comes from.")
@click.option("--index", "folder", type=click.Path(path_type=Path), metavar="DIR", help=INDEX_HELP)
def search(**options: Any) -> None:
    """Search as the help centre does."""
    settings = read_settings(SearchSettings)
    settings = replace(settings, index=options["folder"] or settings.index)
    engine = SearchEngine.open(IndexStore(settings.index).current(), CurrentExperience(settings.experience))
    query = SearchQuery(q=options["query"], limit=options["limit"], lang=options["lang"])
    response = engine.search(query)
    if options["as_json"]:
        click.echo(response.model_dump_json(indent=2))
        return
    if response.correction:
        click.echo(f"Did you mean: {response.correction}")
    reasons = engine.explain(query) if options["explain"] else [[] for _ in response.results]
    for hit, because in zip(response.results, reasons, strict=True):
        click.echo(_describe(hit, because))
    click.echo(f"{response.total} articles match." if response.total else "Nothing matches; try other words.", err=True)


def _describe(hit: Hit, because: Explanation) -> str:
    section = f" \u203a {hit.section.title}" if hit.section.title else ""
    text = "".join(run.text for run in hit.excerpt)
    shares = [f"   {value:5.2f} of {signal.weight:.1f}  {signal.name}: {signal.reason}" for signal, value in because]
    return "\n".join([f"{hit.rank}. {hit.title}{section}", f"   {hit.section.url}", f"   {text}", *shares, ""])


COMMANDS = (build, index, search)
