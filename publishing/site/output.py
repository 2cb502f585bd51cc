"""What is added to a site once its pages are built: catalogue, permalinks, static index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from publishing.catalogue import SCHEMA_VERSION, UNKNOWN_SITE_URL, Article, Catalogue, CatalogueError, write_catalogue
from publishing.fallback.index import write_static_index
from publishing.links.moved_sections import lead_on
from publishing.links.redirects import LinkHistory, ListingPage, redirects
from publishing.links.translated import in_other_languages, language_folders, of_translations, without_translation
from publishing.site.permalinks import file_of, is_page_of_site, translated, write_permalinks, write_redirects
from publishing.source.synonyms import SynonymGroup

CATALOGUE_FILE = "catalogue.json"


def new_catalogue(
    articles: Iterable[Article],
    *,
    site_url: str | None,
    built_at: datetime,
    synonyms: Iterable[SynonymGroup] = (),
    lang: str = "",
) -> Catalogue:
    """
    Gather *articles* into a catalogue, in the order of their addresses, with the *synonyms* of their writers.

    Those in *lang*, the first language of the site, stand before those in others: permanent links lead to the first.

    Raises:
        CatalogueError: two articles of one language have one id; the message names it.

    """
    try:
        return Catalogue(
            schema_version=SCHEMA_VERSION,
            site_url=site_url or UNKNOWN_SITE_URL,
            built_at=built_at.replace(microsecond=0),
            articles=tuple(
                sorted(articles, key=lambda article: (bool(lang) and article.lang != lang, article.url, article.lang))
            ),
            synonyms=tuple(group.words for group in synonyms),
        )
    except ValidationError as error:
        problem = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise CatalogueError(
            f"The catalogue cannot be made: {problem}.", "Give each article an id of its own."
        ) from error


def write_outputs(catalogue: Catalogue, site_folder: Path, history: LinkHistory | None = None) -> None:
    """
    Write the catalogue and all that is made from it below *site_folder*, and with a *history* what old links lead to.

    Raises:
        LeadsNowhere: a page names a successor that does not exist, or itself.

    """
    write_permalinks(catalogue, site_folder)
    if history is not None:
        by_id: dict[str, Article | ListingPage] = {**history.listings}
        by_id |= {article.id: article for article in reversed(catalogue.articles)}
        found = list(redirects(by_id, history))
        folders = language_folders(catalogue.articles)

        def is_there(url: str) -> bool:
            return file_of(site_folder, url).is_file()

        found += [*of_translations(found, folders, is_there), *in_other_languages(found, folders, is_there)]
        found += list(without_translation([*by_id.values(), *history.given_up()], folders.values()))
        write_redirects(found, catalogue.site_url, site_folder, translated(catalogue.articles))

        def is_page(url: str) -> bool:
            return is_there(url) and is_page_of_site(file_of(site_folder, url))

        pages: list[Article | ListingPage] = [*catalogue.articles, *history.listings.values()]
        lead_on(pages, history.forwarding(), site_folder, folders, is_page)
    write_static_index(catalogue, site_folder)
    write_catalogue(catalogue, site_folder / CATALOGUE_FILE)
