"""The words of a built page: its title, its sections and its first paragraph, as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from publishing.articles.meta import SUPPORT_LEVELS
from publishing.catalogue import Section, Support

_NOT_TEXT = """
    script, style, template, noscript, svg, video, audio, iframe, object, canvas,
    nav, form, button, select, [hidden], help-centre-rating, help-centre-contact, .toc,
    .headerlink, .hash-link, .footnote-backref, .md-content__button, .md-tags, .md-source-file, .md-skip,
    .linenos, .linenodiv
"""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINES = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "header", "hr", "label", "legend", "li", "main", "ol", "p", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_CUE = re.compile(r"t=(\d+)")
SUPPORT_ATTRIBUTE = "data-support"
_MAX_SUMMARY_CHARS = 300


@dataclass(frozen=True)
class PageText:
    """What a page says; ``title`` and ``first_paragraph`` are empty when it has none."""

    title: str
    first_paragraph: str
    sections: tuple[Section, ...]
    section_support: dict[str, Support]


def read_text(article: LexborNode) -> PageText:
    """
    Read the words below the element *article*, which loses what is not text on the way.

    A section starts at each heading with an id, and at each transcript cue: an element whose id is ``t=`` and the
    second it is spoken at. Code, table cells and the alternative texts of images are words; line numbers, permalinks,
    forms and navigation are not. Of tabs that say the same the first is read.

    A heading with ``data-support`` gives its section, and those of the headings below it, a level of support of their
    own.
    """
    for node in article.css(_NOT_TEXT):
        node.decompose()
    _drop_repeated_tabs(article)
    reader = _Reader(cues=frozenset(node.mem_id for node in article.css('[id^="t="]')))
    reader.read(article)
    reader.end_line()
    sections = tuple(part.section() for part in reader.parts)
    return PageText(reader.title or "", _first_paragraph(article), sections, reader.support)


def clock(seconds: int) -> str:
    """Write a moment of a video as people say it: 83 is ``1:23``, 3605 is ``1:00:05``."""
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def one_line(text: str) -> str:
    """Collapse white space."""
    return " ".join(text.split())


@dataclass
class _Part:
    """A section that is being read."""

    anchor: str
    title: str
    lines: list[str] = field(default_factory=list)

    def section(self) -> Section:
        return Section(anchor=self.anchor, title=self.title, text="\n".join(self.lines))


class _Reader:
    """Walks an article once, from top to bottom."""

    def __init__(self, cues: frozenset[int]) -> None:
        self.title: str | None = None
        self.current = _Part("", "")
        self.parts = [self.current]
        self.support: dict[str, Support] = {}
        self._above: list[tuple[str, Support | None]] = []
        self._cues = cues
        self._line: list[str] = []

    def read(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._line.append(child.text_content or "")
            elif tag in _HEADINGS:
                self._heading(child)
            elif child.mem_id in self._cues:
                self._cue(child)
            else:
                self._element(child, tag)

    def end_line(self) -> None:
        line = one_line("".join(self._line))
        self._line.clear()
        if line:
            self.current.lines.append(line)

    def _element(self, node: LexborNode, tag: str) -> None:
        if tag in _LINES:
            self.end_line()
            self.read(node)
            self.end_line()
        elif tag == "pre":
            self.end_line()
            self.current.lines += [line.rstrip() for line in node.text().splitlines() if line.strip()]
        elif tag in _CELLS:
            self.read(node)
            self._line.append(" ")
        elif tag == "img":
            self._line.append(f" {node.attrs.get('alt') or ''} ")
        elif tag == "br":
            self.end_line()
        else:
            self.read(node)

    def _heading(self, node: LexborNode) -> None:
        self.end_line()
        words = _Reader(frozenset())
        words.read(node)
        words.end_line()
        title = " ".join(words.current.lines)
        if node.tag == "h1" and self.title is None:
            self.title = title
        elif node.id:
            self._start(node.id, title)
            self._level(node)
        else:
            self.current.lines += [title] if title else []

    def _level(self, heading: LexborNode) -> None:
        while self._above and self._above[-1][0] >= (heading.tag or ""):
            self._above.pop()
        told = heading.attributes.get(SUPPORT_ATTRIBUTE)
        level = next((known for known in SUPPORT_LEVELS if known == told), self._above[-1][1] if self._above else None)
        self._above.append((heading.tag or "", level))
        if level:
            self.support[heading.id or ""] = level

    def _cue(self, node: LexborNode) -> None:
        self.end_line()
        spoken = _CUE.fullmatch(node.id or "")
        outer = self.current
        if spoken:
            self._start(node.id or "", clock(int(spoken[1])))
            for time in node.css("time"):
                time.decompose()
        self.read(node)
        self.end_line()
        self.current = outer

    def _start(self, anchor: str, title: str) -> None:
        self.current = _Part(anchor, title)
        self.parts.append(self.current)


def _drop_repeated_tabs(article: LexborNode) -> None:
    for tabs in article.css(".tabbed-set"):
        said = set()
        for tab in tabs.css(".tabbed-block"):
            words = one_line(tab.text())
            if words in said:
                tab.decompose()
            said.add(words)


def _first_paragraph(article: LexborNode) -> str:
    for paragraph in article.css("p:not(.admonition-title)"):
        text = one_line(paragraph.text())
        if text:
            return text if len(text) <= _MAX_SUMMARY_CHARS else text[:_MAX_SUMMARY_CHARS].rsplit(" ", 1)[0] + " …"
    return ""
