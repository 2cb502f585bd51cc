"""What Python-Markdown makes of the blocks of a page: the HTML it passes by, and the lines it builds as headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from markdown.extensions.md_in_html import HTMLExtractorExtra

from publishing.markup.site_markdown import SiteMarkdown

_MAY_PASS_BY = re.compile(r"^ {0,3}</?[a-z!?]|^[^\n]*>[ \t]*<[a-z]", re.IGNORECASE | re.MULTILINE)
_ASKED_IN = re.compile(r"(?<=\s)m(?=arkdown\b)", re.IGNORECASE)
_BY_TABS = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
_MARKS = str.maketrans(dict.fromkeys("#[]!{}=-~", " "))
_MARKS_OF_HEADINGS = str.maketrans(dict.fromkeys("#=-", " "))
_LOOKS_LIKE_HEADING = re.compile(r"[ \t]*#{2,6}[ \t]+\S")
_NO_TEXT = frozenset(("script", "style", "textarea"))
_SAMPLE = _NO_TEXT | {"pre"}
_BEGIN, _END = "\uf8f0", "\uf8f1"  # signs for private use, between which a line's number goes through Markdown
_NUMBERED = re.compile(f"{_BEGIN}(\\d+){_END}")
NO_HEADING = 0
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_LEVELS = {name: level for level, name in enumerate(_HEADINGS, 1)}
_CELLS = frozenset(("td", "th"))
_MAX_LINES_OF_BLOCK = 200
_UNDERLINE = re.compile(r"(?:=+|-+) *")


@dataclass
class PassedBy:
    """
    The text of a page without the marks that stand in HTML, and the elements that each line (from 1) in HTML is in.

    ``named`` are the lines of headings in HTML that Markdown reads, and gives ids.
    """

    prose: str
    elements: dict[int, tuple[str, ...]] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)


def without_marks_in_html(prose: str, body: str, markdown: SiteMarkdown) -> PassedBy:
    """
    Blank out in *prose* the marks that Python-Markdown leaves alone, since they stand in HTML that is none of its own.

    *prose* is *body* with code blanked out. HTML itself stays, and the words in it; those of scripts and styles go. An
    element that says ``markdown="1"`` is Markdown's own where the *markdown* of the site looks into it.
    """
    if not _MAY_PASS_BY.search(prose):
        return PassedBy(prose)
    text = _text_to_search(prose, body)
    finder = _TextFinder(text if markdown.reads_html else _ASKED_IN.sub("x", text), markdown)
    passed = PassedBy(prose, named=finder.named)
    pieces, end = [], 0
    for piece in finder.found:
        inside = prose[piece.start : piece.end]
        pieces += [prose[end : piece.start], piece.blanked(inside)]
        end = piece.end
        if not _SAMPLE.intersection(piece.tags):
            first = prose.count("\n", 0, piece.start) + 1
            passed.elements |= {first + below: piece.tags for below in range(inside.count("\n") + 1)}
    passed.prose = "".join([*pieces, prose[end:]])
    return passed


def levels_as_built(body: str, lines: Collection[int], markdown: SiteMarkdown) -> dict[int, int]:
    """
    Return the levels of those of *lines* (from 1) that Python-Markdown builds as headings of *body*.

    `NO_HEADING` is one that is nothing of the kind: code, and a cell of a table.
    """
    texts = body.split("\n")
    cells = {line for line in lines if "|" in texts[line - 1]}
    for line in lines:
        texts[line - 1] += f"{_BEGIN}{line}{_END}"
    reader = markdown.reader
    texts = long_blocks_apart(texts)
    for preprocessor in reader.preprocessors:
        texts = preprocessor.run(texts)
    levels = {}
    for element in reader.parser.parseDocument(texts).iter():
        if element.tag in _LEVELS or element.tag == "pre" or element.tag in _CELLS:
            for numbered in _NUMBERED.finditer("".join(element.itertext())):
                if element.tag not in _CELLS or int(numbered[1]) in cells:
                    levels[int(numbered[1])] = _LEVELS.get(element.tag, NO_HEADING)
    return levels


def long_blocks_apart(lines: list[str]) -> list[str]:
    """
    Return *lines* with an empty one around headings and notes in a very long block, which are that with it as without.

    Python-Markdown reads all that is left of a block for each of them: thousands would take minutes.
    """
    apart: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
            continue
        apart += _taken_apart(block) if len(block) > _MAX_LINES_OF_BLOCK else block
        apart.append(line)
        block = []
    return apart


def _taken_apart(block: list[str]) -> Iterator[str]:
    for line in block:
        quote, mark, _ = line.partition("#")
        if mark and (not quote or (quote[0] == ">" and not quote.strip("> "))):
            yield from (quote, line, quote)
        elif line.startswith("[^"):
            yield from ("", line)
        else:
            yield line
            if _UNDERLINE.fullmatch(line):
                yield ""


@dataclass(frozen=True)
class _Piece:
    """Text between tags, from one position to another, in these elements; inline marks count in one that *is_span*."""

    start: int
    end: int
    tags: tuple[str, ...]
    is_span: bool

    def blanked(self, text: str) -> str:
        if _NO_TEXT.intersection(self.tags):
            return re.sub(r"[^\n]", " ", text)
        return text.translate(_MARKS_OF_HEADINGS if self.is_span else _MARKS)


class _TextFinder(HTMLExtractorExtra):
    """Python-Markdown's own reader of HTML, asked which text it leaves as it is."""

    mdstack: list[str]
    mdstate: list[str | None]

    def __init__(self, text: str, markdown: SiteMarkdown) -> None:
        self.found: list[_Piece] = []
        self.named: set[int] = set()
        self._text = text
        self._line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        super().__init__(markdown.reader)
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        start = self._line_starts[min(line, len(self._line_starts)) - 1] + column
        tags = tuple(self.stack if self.inraw else self.mdstack)
        state = "off" if self.inraw else self.mdstate[-1] if self.mdstate else None
        if tags and state in {"off", "span"} and data[:1] != "<" and self._text.startswith(data, start):
            self.found.append(_Piece(start, start + len(data), tags, state == "span"))
        if not self.inraw and not set(_HEADINGS).isdisjoint(self.mdstack):
            self.named.add(line)
        super().handle_data(data)


def _text_to_search(prose: str, body: str) -> str:
    """Return *body* without its fences; what tabs indent is no block of HTML, which positions alone do not tell."""
    lines = zip(prose.split("\n"), body.split("\n"), strict=True)
    text = "\n".join(" " * len(line) if not blanked.strip() else line for blanked, line in lines)
    return _BY_TABS.sub(lambda tabs: "x" * len(tabs[0]), text)


def heading_like_lines(passed: PassedBy, body: str) -> Iterator[int]:
    """Yield the lines (from 1) in HTML that look like a heading of a section."""
    texts = body.split("\n")
    for line in sorted(passed.elements):
        if _LOOKS_LIKE_HEADING.match(texts[line - 1]):
            yield line
