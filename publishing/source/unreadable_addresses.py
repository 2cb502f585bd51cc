"""Addresses that no program can take apart, such as ``https://[your-server]/``: MkDocs stumbles over them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from publishing.articles.meta import texts_within
from publishing.source.folder import docs_folder, find_pages, read_config
from publishing.source.page import SourcePage, Unreadable, read_source
from publishing.source.page_links import is_readable

UNREADABLE_HINT = (
    "Correct what stands before its path: square brackets there hold only the numbers of a machine. Put an example "
    "that is no link into backticks."
)
_WITH_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+", re.IGNORECASE)
_FILLED_IN = re.compile(r"\{\{|\{%")


def unreadable_addresses(page: SourcePage) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each address on *page*, or in its front matter, that cannot be taken apart."""
    for link in page.links:
        if _is_unreadable(link.target):
            yield link.line, link.target
    for name, value in page.front_matter.items():
        for text in _in(value):
            yield page.line_of(str(name), text), text


def where_unreadable(config_file: Path) -> Iterator[tuple[str, str]]:
    """Yield place and words of each address that cannot be taken apart: in *config_file*, then in the pages."""
    lines = config_file.read_text(encoding="utf-8").split("\n")
    for text in _in(read_config(config_file)):
        line = next((number for number, line in enumerate(lines, 1) if text in line), 1)
        yield f"{config_file}:{line}", text
    folder = docs_folder(config_file)
    for path in find_pages(folder).paths:
        with suppress(Unreadable):  # is reported as that
            for line, text in unreadable_addresses(read_source(folder, path)):
                yield f"{folder.name}/{path}:{line}", text


def is_about_an_address(error: BaseException) -> bool:
    """Tell whether *error* was raised where an address is taken apart."""
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_globals.get("__name__") == urlsplit.__module__:
            return True
        step = step.tb_next
    return False


def _in(value: Any) -> Iterator[str]:
    """Yield the texts within *value* that are addresses with a host, and cannot be taken apart."""
    return (text for text in texts_within(value) if _WITH_HOST.fullmatch(text) and _is_unreadable(text))


def _is_unreadable(text: str) -> bool:
    return not is_readable(text) and not _FILLED_IN.search(text)
