"""A page as Python-Markdown builds it, for what its file alone does not tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from publishing.markup.blocks import long_blocks_apart
from publishing.markup.site_markdown import SiteMarkdown

# The number of a place goes through Markdown in signs for private use, which leave no trace in an id.
_ZERO = 0xF8E0
_BEGIN, _END = "\uf8f0", "\uf8f1"
_SIGNS = {ord("0") + digit: chr(_ZERO + digit) for digit in range(10)}
_DIGITS = {_ZERO + digit: str(digit) for digit in range(10)}
_NUMBERED = re.compile(f"{_BEGIN}([\uf8e0-\uf8e9]+){_END}")
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_CELLS = "td, th"
_SAMPLES = "pre, code"
_NOT_READ = "pre, code, script, style, textarea, template"


@dataclass(frozen=True)
class ConvertedPage:
    """
    What a page holds once it is built.

    ``ids`` are all that links may lead to, ``headings`` level and id of each place that is in a heading, and
    ``no_headings`` the places in code and in the cells of tables. ``words`` is what readers see of it, without code.
    """

    ids: frozenset[str]
    headings: Mapping[tuple[int, int], tuple[int, str]]
    no_headings: frozenset[tuple[int, int]]
    words: str


def convert(body: str, places: Collection[tuple[int, int]], markdown: SiteMarkdown) -> ConvertedPage | None:
    """
    Build the page *body*; None where an extension does not get by without the rest of a build.

    *places* are those that may be in a heading: line (from 1) and column (from 0).
    """
    lines = body.split("\n")
    for number, (line, column) in sorted(enumerate(places), key=lambda numbered: numbered[1], reverse=True):
        text = lines[line - 1]
        lines[line - 1] = f"{text[:column]}{_BEGIN}{str(number).translate(_SIGNS)}{_END}{text[column:]}"
    in_cells = [place for place in places if "|" in lines[place[0] - 1]]
    html = markdown.convert("\n".join(long_blocks_apart(lines)))
    return None if html is None else _read(LexborHTMLParser(html), list(places), in_cells)


def _read(document: LexborHTMLParser, places: list[tuple[int, int]], in_cells: list[tuple[int, int]]) -> ConvertedPage:
    written = [node.attributes.get("id") for node in document.css("[id]")]
    written += [node.attributes.get("name") for node in document.css("a[name]")]
    headings = {}
    for node in document.css(_HEADINGS):
        for number in _numbers_in(node.text()):
            headings[places[number]] = (int(str(node.tag)[1]), node.attributes.get("id") or "")
    cells = {places[number] for node in document.css(_CELLS) for number in _numbers_in(node.text())}
    samples = {places[number] for node in document.css(_SAMPLES) for number in _numbers_in(node.text())}
    for node in document.css(_NOT_READ):
        node.decompose()
    words = _NUMBERED.sub("", document.body.text() if document.body else "")
    no_headings = frozenset(cells.intersection(in_cells) | samples) - headings.keys()
    return ConvertedPage(frozenset(filter(None, written)), headings, no_headings, words)


def _numbers_in(text: str) -> list[int]:
    return [int(numbered[1].translate(_DIGITS)) for numbered in _NUMBERED.finditer(text)]
