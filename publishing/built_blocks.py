"""What Python-Markdown makes of the blocks of a page: the HTML it passes by, and the lines it builds as headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from markdown import Markdown
from markdown.extensions.md_in_html import HTMLExtractorExtra

# What our own sites are built with, as far as it tells what a block is.
_EXTENSIONS = (
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed",
)  # fmt: skip
_MAY_PASS_BY = re.compile(r"^ {0,3}</?[a-z!?]|^[^\n]*>[ \t]*<[a-z]", re.IGNORECASE | re.MULTILINE)
_BY_TABS = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
_MARKS = str.maketrans(dict.fromkeys("#[]!{}=-~", " "))
_MARKS_OF_HEADINGS = str.maketrans(dict.fromkeys("#=-", " "))
_LOOKS_LIKE_HEADING = re.compile(r"[ \t]*#{2,6}[ \t]+\S")
_NO_TEXT = frozenset(("script", "style", "textarea"))
_SAMPLE = _NO_TEXT | {"pre"}
_BEGIN, _END = "\uf8f0", "\uf8f1"  # signs for private use, between which a line's number goes through Markdown
_NUMBERED = re.compile(f"{_BEGIN}(\\d+){_END}")
CODE_LEVEL = 0
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_LEVELS = {"pre": CODE_LEVEL} | {name: level for level, name in enumerate(_HEADINGS, 1)}


@dataclass
class PassedBy:
    """
    The text of a page without the marks that stand in HTML, and the element that each line (from 1) in HTML is in.

    ``named`` are the lines of headings in HTML that Markdown reads, and gives ids.
    """

    prose: str
    elements: dict[int, str] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)


def without_marks_in_html(prose: str, body: str) -> PassedBy:
    """
    Blank out in *prose* the marks that Python-Markdown leaves alone, since they stand in HTML that is none of its own.

    *prose* is *body* with code blanked out. HTML itself stays, and the words in it; those of scripts and styles go. An
    element that says ``markdown="1"`` is Markdown's own.
    """
    if not _MAY_PASS_BY.search(prose):
        return PassedBy(prose)
    finder = _TextFinder(_text_to_search(prose, body))
    passed = PassedBy(prose, named=finder.named)
    pieces, end = [], 0
    for piece in finder.found:
        inside = prose[piece.start : piece.end]
        pieces += [prose[end : piece.start], piece.blanked(inside)]
        end = piece.end
        if not _SAMPLE.intersection(piece.tags):
            first = prose.count("\n", 0, piece.start) + 1
            passed.elements |= {first + below: piece.tags[0] for below in range(inside.count("\n") + 1)}
    passed.prose = "".join([*pieces, prose[end:]])
    return passed


def levels_as_built(body: str, lines: Collection[int]) -> dict[int, int]:
    """Return the levels of those of *lines* (from 1) that Python-Markdown builds as headings of *body*; 0 is code."""
    texts = body.split("\n")
    for line in lines:
        texts[line - 1] += f"{_BEGIN}{line}{_END}"
    reader = _reader()
    reader.reset()
    for preprocessor in reader.preprocessors:
        texts = preprocessor.run(texts)
    levels = {}
    for element in reader.parser.parseDocument(texts).iter():
        if element.tag in _LEVELS:
            for numbered in _NUMBERED.finditer("".join(element.itertext())):
                levels[int(numbered[1])] = _LEVELS[element.tag]
    return levels


@cache
def _reader() -> Markdown:
    return Markdown(extensions=list(_EXTENSIONS))


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

    def __init__(self, text: str) -> None:
        self.found: list[_Piece] = []
        self.named: set[int] = set()
        self._text = text
        self._line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        super().__init__(_reader())
        _reader().reset()
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
