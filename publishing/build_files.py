"""Which files of a build are pages, and which are written for the build alone."""

from __future__ import annotations

from typing import Any


def take_out(files: Any, path: str) -> None:
    """Keep what is written for the build alone out of the site."""
    found = files.get_file_from_path(path)
    if found:
        files.remove(found)


def files_of_pages(files: Any) -> list[Any]:
    """List the pages that stand as files in the folder of pages."""
    return [file for file in files.documentation_pages() if file.abs_src_path and not file.generated_by]
