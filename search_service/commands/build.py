"""The commands about building: ``build``, ``publish`` and ``index``."""

from __future__ import annotations

from pathlib import Path

import click

from publishing.settings import read_settings
from publishing.source.folder import CONFIG_NAME, config_file_of
from search_service.index.build import index_catalogue
from search_service.index.store import IndexStore
from search_service.settings import DEFAULT_SITE, SearchSettings

INDEX_HELP = "Folder of the search index; else HELP_CENTRE_INDEX."


@click.command()
@click.option("--strict", is_flag=True, help="Fail on any warning.")
@click.option(
    "--config-file", type=click.Path(path_type=Path), default=config_file_of, show_default=CONFIG_NAME,
    help="The site's MkDocs configuration.",
)  # fmt: skip
def build(strict: bool, config_file: Path) -> None:
    """Build the site with its catalogue and permalinks, then the search index."""
    _build(read_settings(SearchSettings), config_file, strict=strict)


def build_first(settings: SearchSettings) -> None:
    """Build what *settings* are to serve when it is the site of this folder, and nothing was built yet."""
    elsewhere = settings.site or settings.catalogue
    if not elsewhere and config_file_of().is_file() and not Path(settings.catalogue_source).exists():
        _build(settings, config_file_of(), strict=False)


def _build(settings: SearchSettings, config_file: Path, *, strict: bool) -> None:
    from publishing.site.build import build_site  # noqa: PLC0415 - MkDocs takes a second to import; only this needs it

    site = settings.site_folder or DEFAULT_SITE
    build_site(config_file, site, strict=strict, as_help_centre=True)
    _index(str(site / "catalogue.json"), settings.index)


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.option(
    "--config-file", type=click.Path(path_type=Path), default=config_file_of, show_default=CONFIG_NAME,
    help="The configuration that SITE was built from.",
)  # fmt: skip
def publish(site: Path, config_file: Path) -> None:
    """Finish a SITE that another generator has built: catalogue, permalinks and forms, then the search index."""
    from datetime import UTC, datetime  # noqa: PLC0415 - only this needs what stands below

    from publishing.site.finishing import finish_site  # noqa: PLC0415 - see above

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
