"""HC027: the pictures of a page are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publishing.files.there import is_file, is_there
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage
from publishing.source.page_links import Link

CODE = "HC027"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find pictures and other shown files that are not where the page says."""
    for link, file in shown_files(page):
        if is_there(file) and not is_file(file):
            problem = f"'{link.path}' is a folder, or nothing that can be shown."
            yield Finding(page.path, link.line, CODE, problem, "Name the file itself.")
        elif not is_file(file):
            yield Finding(
                page.path,
                link.line,
                CODE,
                f"the file '{link.path}' is not there.",
                "Add it to the pull request, or correct its path: capital letters count.",
            )


def shown_files(page: SourcePage) -> Iterator[tuple[Link, Path]]:
    """Yield every picture that lies on the site, with where its file should be."""
    for link in page.links:
        if link.is_image and link.is_local and link.path:
            yield link, page.file_at(link.path)
