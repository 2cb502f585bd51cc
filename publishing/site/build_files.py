"""Which files of a build are pages, and which are written for the build alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publishing.errors import HelpCentreError
from publishing.links.published import LIST_FILE
from publishing.site.languages import place_of
from publishing.site.link_register import LinkRegister
from publishing.site.output import CATALOGUE_FILE
from publishing.source.synonyms import SYNONYMS_FILE


class CatalogueTaken(HelpCentreError):  # noqa: N818 - named for what is wrong
    """A file of the site stands where the catalogue would be."""


class AddressTaken(HelpCentreError):  # noqa: N818 - named for what is wrong
    """Two pages would be written to one place."""


def make_room(files: Any) -> None:
    """
    Keep what is written for the build alone out of the site, and see that nothing stands where the catalogue goes.

    Raises:
        CatalogueTaken: a file of the site would be overwritten.

    """
    _take_out(files, SYNONYMS_FILE)
    if files.get_file_from_path(CATALOGUE_FILE):
        raise CatalogueTaken(
            f"{CATALOGUE_FILE} in your folder of pages would be overwritten by the catalogue of this site.",
            "Give that file another name.",
        )


def refuse_shared_addresses(files: Any) -> None:
    """
    See that no page would be written over another.

    Raises:
        AddressTaken: two pages have one address, such as ``a.md`` and ``a/index.md``.

    """
    first: dict[str, Any] = {}
    for file in files_of_pages(files):
        other = first.setdefault(file.dest_uri, file)
        if other is not file and not file.inclusion.is_excluded():
            raise AddressTaken(
                f"{other.src_uri} and {file.src_uri} have one address, '{file.url}'.",
                "Give one of them another file name, the one that nobody links to yet.",
            )


def _take_out(files: Any, path: str) -> None:
    found = files.get_file_from_path(path)
    if found:
        files.remove(found)


def files_of_pages(files: Any) -> list[Any]:
    """List the pages that stand as files in the folder of pages."""
    return [file for file in files.documentation_pages() if file.abs_src_path and not file.generated_by]


def set_departed_apart(files: Any, docs_folder: Path, links: LinkRegister, *, gone: Any) -> None:
    """Publish no page that was replaced, include one that is left as *gone* is, and keep the list out of the site."""
    for file in files_of_pages(files):
        departure = links.departure(docs_folder, file.src_uri, place_of(file), file.url.removeprefix("./"))
        if departure and departure.replaced_by:
            files.remove(file)
        elif departure:
            file.inclusion = gone
    _take_out(files, LIST_FILE)
