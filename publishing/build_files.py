"""Which files of a build are pages, and which are written for the build alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publishing.link_register import LinkRegister
from publishing.links.published import LIST_FILE
from publishing.site_languages import place_of


def take_out(files: Any, path: str) -> None:
    """Keep what is written for the build alone out of the site."""
    found = files.get_file_from_path(path)
    if found:
        files.remove(found)


def files_of_pages(files: Any) -> list[Any]:
    """List the pages that stand as files in the folder of pages."""
    return [file for file in files.documentation_pages() if file.abs_src_path and not file.generated_by]


def set_departed_apart(files: Any, docs_folder: Path, links: LinkRegister, *, gone: Any) -> None:
    """Publish no page that was replaced, include one that is left as *gone* is, and keep the list out of the site."""
    for file in files_of_pages(files):
        departure = links.departure(docs_folder, file.src_uri, place_of(file))
        if departure and departure.replaced_by:
            files.remove(file)
        elif departure:
            file.inclusion = gone
    take_out(files, LIST_FILE)
