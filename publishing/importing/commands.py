"""``help-centre import``: bring in what stands elsewhere."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from publishing.checking.checks import read_folder
from publishing.importing.arrivals import bring_in, unused_name
from publishing.importing.markdown_folder import read_markdown_folder
from publishing.importing.pictures import Pictures
from publishing.importing.report import Report
from publishing.importing.zendesk_export import read_export
from publishing.importing.zendesk_pages import PICTURES_FILE, VOTES_FILE, ZendeskPages
from publishing.source.folder import config_file_of, docs_folder, read_config
from publishing.source.languages import LANGUAGES_PLUGIN, plugins_of
from publishing.source.site import ContentSite

INTO = click.option("--into", default="imported", show_default=True, help="Folder below that of all pages.")


@click.group("import")
def import_() -> None:
    """Bring in pages from elsewhere; nothing that is there is overwritten."""


@import_.command("markdown")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@INTO
def markdown(folder: Path, into: str) -> None:
    """Bring in the Markdown and the pictures below FOLDER, whatever its front matter says, and report on each field."""
    site = _site()
    arrivals, report = read_markdown_folder(folder, into, site)
    bring_in(arrivals, site, Path())
    _say(report)


@import_.command("zendesk")
@click.argument("export", type=click.Path(exists=True, path_type=Path))
@INTO
@click.option("--fetch-pictures", is_flag=True, help="Fetch pictures from where they are; else they are listed.")
def zendesk(export: Path, into: str, fetch_pictures: bool) -> None:
    """Bring in EXPORT, the JSON of Zendesk Guide's API: one file, or a folder of files."""
    site = _site()
    with tempfile.TemporaryDirectory() as store:
        pictures = Pictures(f"{into}/pictures", Path(store) if fetch_pictures else None)
        export_of, votes = read_export(export), unused_name(Path(), VOTES_FILE)
        pages = ZendeskPages(export_of, into, _has_languages(), pictures.shown_from, site.languages, votes)
        arrivals = pages.arrivals(frozenset({*site.named, *(site.published or {})}))
        beside = dict(arrivals.beside)
        if pictures.listed:
            listed = unused_name(Path(), PICTURES_FILE)
            beside[listed] = "".join(f"{address}\n" for address in pictures.listed)
            count = len(pictures.listed)
            pages.report.said.append(f"Pictures that are still elsewhere: {count}, listed in {listed}.")
        pages.report.to_do += pictures.problems
        if not _has_attribute_lists():
            pages.report.said.append(
                f"Add 'attr_list' to 'markdown_extensions' in {config_file_of()}: links to headings need it."
            )
        pages.report.files = len(pictures.fetched)
        bring_in(replace(arrivals, files=pictures.fetched, beside=beside), site, Path())
    _say(pages.report)


def _site() -> ContentSite:
    return read_folder(docs_folder(config_file_of()), today=datetime.now(UTC).date()).site


def _has_languages() -> bool:
    return LANGUAGES_PLUGIN in plugins_of(read_config(config_file_of()))


def _has_attribute_lists() -> bool:
    """Tell whether headings can name what links lead to, as in ``## Save {#save}``."""
    extensions = read_config(config_file_of()).get("markdown_extensions") or ()
    names = [name for each in extensions for name in (each if isinstance(each, dict) else [each])]
    return not {"attr_list", "markdown.extensions.attr_list", "extra"}.isdisjoint(map(str, names))


def _say(report: Report) -> None:
    click.echo("\n".join(report.lines(config_file_of().name)))
