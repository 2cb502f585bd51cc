"""Headings and anchors as Markdown will give them, told from the file alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from markdown.extensions.toc import slugify, unique

from publishing.markup.blocks import NO_HEADING, levels_as_built
from publishing.markup.converted_page import ConvertedPage
from publishing.markup.lines import INLINE_CODE, MAX_INLINE_CHARS
from publishing.markup.site_markdown import SiteMarkdown
from publishing.source.ids import ID_MARK, html_id, ids_seen_by_markdown

# What may stand before a heading: blanks, quotes, and the marks of lists and definitions.
_BEFORE = r"(?P<before>[ \t>]*(?:(?:[-*+:]|\d+[.)]|\[\^[^\]\s]+\]:)[ \t]+[ \t>]*)*)"
_WORDS_START = re.compile(_BEFORE)
_NUMBERED_ANCHOR = re.compile(r"_\d+$")
_ATX_START = re.compile(rf"{_BEFORE}#")
_ATX = re.compile(rf"{_BEFORE}(?P<marks>#{{1,6}})(?P<gap>[ \t]*)(?P<text>.*)")
_BELOW_TABLE_HEAD = re.compile(r"[ \t>]*\|?[ \t]*:?-[-:| \t]*")
_INDENTED = re.compile(r" {0,3}\t| {4}")  # as code is, and what stands in lists
_UNDERLINE_STARTS = frozenset("=- \t>")
_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*")
_HTML = re.compile(
    r"<h(?P<level>[1-6])\b(?P<attributes>[^<>]*)>(?P<text>(?:(?!</?h[1-6]\b).)*)</h(?P=level)>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTES = re.compile(r"[ \t]\{:?[ \t]*(?P<inside>[^{}]*)\}[ \t]*$")
_FIRST_HOLDER = 0xE000  # of the signs for private use: one for each piece of code while marks are taken away
_MARKS = re.compile(r"[\[<:_\\&`*]")
# Words that no extension makes others of, in simple links too: no keys, emoji, addresses, notes, braces or symbols.
_KEPT_SIGNS = (
    r"""[a-z0-9]|[^\x00-\x7f]|[ \t.,;?'"*/%=~^|)]|\((?!(?:c|r|tm)\))|-(?!-)|\+(?!\+)|[#&](?!\w)|:(?![\w+/-])|!(?!\[)"""
)
_KEPT = re.compile(rf"(?:{_KEPT_SIGNS}|`(?!#!|:::)[^`]+`(?!`)|\[(?:{_KEPT_SIGNS})+\]\([\w./#-]+\))*", re.IGNORECASE)
# What each begins with, which few lines hold.
_MARKUP = (
    ("![", re.compile(r"!\[[^\]]*\](?:\([^()]*\)|\[[^\]]*\])"), ""),
    ("[", re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])"), r"\1"),
    ("<", re.compile(r"<[^<>]*>"), ""),
    (":", re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}]*\})?"), ""),
    ("_", re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    ("\\", re.compile(r"\\([\\`*_{}\[\]()#+.!-])"), r"\1"),
)


@dataclass(frozen=True)
class Heading:
    """
    A heading of a page: its line in the file, its level (1-6), its words, and the anchor that leads to it.

    One that ``is_written`` stands in the file; any other is made of the words.
    """

    line: int
    level: int
    text: str
    anchor: str
    is_written: bool = False


@dataclass(frozen=True)
class HeadingLine:
    """
    A line that looks like a heading; where it is not ``certain`` that it is one, Markdown has to say.

    Its words begin at ``column`` (from 0). One that ``says_so`` is surely meant as one. Where an extension may make
    other words of those that its anchor comes from, they are not ``kept``.
    """

    line: int
    column: int
    level: int
    text: str
    written: str | None
    certain: bool = True
    says_so: bool = True
    is_html: bool = False
    kept: bool = True

    @property
    def place(self) -> tuple[int, int]:
        """Where its words begin."""
        return self.line, self.column

    def is_built(self, level: int | None) -> bool:
        """Tell whether the site has the heading, which Markdown builds with *level*; None is text, as HTML is to it."""
        return self.certain or (self.is_html if level is None else level != NO_HEADING)


@dataclass(frozen=True)
class Headings:
    """The headings of a page, and the lines (from 1) that look like one and are built as none."""

    built: tuple[Heading, ...]
    refused: tuple[int, ...] = ()


def headings_of(
    prose: str,
    body: str,
    candidates: Sequence[HeadingLine],
    *,
    markdown: SiteMarkdown | None,
    named: Collection[int] = (),
) -> Headings:
    """
    List the headings of a page among the *candidates*, with the anchors that Python-Markdown's ``toc`` will give them.

    *prose* is *body* without code, and without what stands in HTML. Whether a line in doubt is a heading, the
    *markdown* of the site tells; None stands for that of another generator, which nobody knows. ``toc`` names HTML
    headings on the lines *named* alone. Headings that other files or programs put in are not seen.
    """
    doubts = [each.line for each in candidates if not each.certain]
    levels = levels_as_built(body, doubts, markdown) if doubts and markdown else {}
    built, refused = [], []
    for each in candidates:
        if not markdown or each.is_built(levels.get(each.line)):
            built.append(each)
        elif each.says_so and each.line not in levels:
            refused.append(each.line)
    return Headings(tuple(_with_anchors(prose, built, levels, named if markdown else None)), tuple(refused))


def headings_as_converted(candidates: Sequence[HeadingLine], converted: ConvertedPage) -> Headings:
    """List those of *candidates* that are headings of the *converted* page, with the anchors that it has."""
    built = converted.headings
    found = ((each, *built[each.place]) for each in candidates if each.place in built)
    headings = (
        Heading(each.line, level, each.text, anchor, is_written=bool(anchor) and anchor == each.written)
        for each, level, anchor in found
    )
    refused = tuple(
        each.line
        for each in candidates
        if each.place not in built and each.place not in converted.no_headings and each.says_so
    )
    return Headings(tuple(headings), refused)


def _with_anchors(
    prose: str, candidates: Sequence[HeadingLine], levels: Mapping[int, int], named: Collection[int] | None
) -> Iterator[Heading]:
    used = set(ids_seen_by_markdown(prose))
    # The last anchor that headings of the same words got: the search for the next free one goes on there.
    last: dict[str, str] = {}
    for each in candidates:
        anchor = each.written
        if not anchor and (not each.is_html or named is None or each.line in named):
            slug = slugify(each.text, "-")
            anchor = last[slug] = unique(last.get(slug, slug), used)
        level = levels.get(each.line) or each.level
        yield Heading(each.line, level, each.text, anchor or "", is_written=bool(each.written))


def section_anchors(headings: Sequence[Heading]) -> tuple[str, ...]:
    """Return the anchors of the sections of a page with these *headings*, each once: of all but the title's."""
    title = next((heading for heading in headings if heading.level == 1), None)
    named = (heading for heading in headings if heading is not title and (heading.text or not _is_number(heading)))
    return tuple(dict.fromkeys(heading.anchor for heading in named if heading.anchor))


def _is_number(heading: Heading) -> bool:
    """Tell whether the anchor of a heading is made of no words: nobody meant to link to an empty line."""
    return _NUMBERED_ANCHOR.fullmatch(heading.anchor) is not None


def lines_like_headings(prose: str, body: str, *, by_markdown: bool = True) -> tuple[HeadingLine, ...]:
    """List each line of a page that may be a heading; *prose* is *body* without code, which may be words of one."""
    return tuple(_found(prose.split("\n"), body.split("\n"), by_markdown=by_markdown))


def _found(prose: list[str], body: list[str], *, by_markdown: bool) -> Iterator[HeadingLine]:
    in_table = False
    in_html = _in_html(prose, body)
    for number, line in enumerate(prose):
        below = prose[number + 1] if number + 1 < len(prose) else ""
        in_table = bool(line.strip()) and (in_table or ("|" in line + below and _is_below_table_head(below)))
        if "#" in line and _ATX_START.match(line) and (mark := _ATX.fullmatch(body[number])):
            text = mark["text"].rstrip().rstrip("#").rstrip()
            words, written = _words(text)
            certain = not mark["before"] and not in_table
            says_so = bool((words or written) and mark["gap"])
            yield HeadingLine(
                number + 1, mark.start("text"), len(mark["marks"]), words, written, certain, says_so,
                kept=_is_kept(text, written),
            )  # fmt: skip
        elif number in in_html:
            yield from in_html[number]
        elif below.strip() and line.strip() and _is_underlined(prose, body, number, by_markdown=by_markdown):
            column = _WORDS_START.match(line).end()  # type: ignore[union-attr] # it takes nothing as well
            level = 1 if "=" in below else 2
            text = body[number].strip(" \t>")
            words, written = _words(text)
            yield HeadingLine(
                number + 1, column, level, words, written, certain=False, says_so=False, kept=_is_kept(text, written)
            )


def _in_html(prose: list[str], body: list[str]) -> dict[int, list[HeadingLine]]:
    """Return the headings that are HTML, by the line (from 0) on which their words begin; tags may be several long."""
    found: dict[int, list[HeadingLine]] = {}
    if not any("<h" in line or "<H" in line for line in prose):
        return found
    ends = list(accumulate(len(line) + 1 for line in body))
    for html in _HTML.finditer("\n".join(body)):
        tag, start = bisect_right(ends, html.start()), bisect_right(ends, html.start("text"))
        if not prose[tag].startswith(("<h", "<H"), html.start() - (ends[tag - 1] if tag else 0)):
            continue  # shown as code
        words, written = plain_words(html["text"]), html_id(html["attributes"])
        column = html.start("text") - (ends[start - 1] if start else 0)
        heading = HeadingLine(
            start + 1, column, int(html["level"]), words, written, certain=_INDENTED.match(prose[tag]) is None,
            says_so=False, is_html=True, kept=_is_kept(html["text"], written),
        )  # fmt: skip
        found.setdefault(start, []).append(heading)
    return found


def _is_below_table_head(line: str) -> bool:
    return "-" in line and _BELOW_TABLE_HEAD.fullmatch(line) is not None


def _is_underlined(prose: list[str], body: list[str], number: int, *, by_markdown: bool) -> bool:
    """Tell whether a line stands above its underline; an item of a list that is all code looks like one in *prose*."""
    if prose[number + 1][:1] not in _UNDERLINE_STARTS or not prose[number + 1].strip():
        return False
    starts_block = number == 0 or not prose[number - 1].strip(" \t>") or prose[number - 1].lstrip().startswith("#")
    return (starts_block or by_markdown) and _UNDERLINE.fullmatch(body[number + 1]) is not None


def _is_kept(text: str, written: str | None) -> bool:
    return bool(written) or _KEPT.fullmatch(text) is not None


def _words(text: str) -> tuple[str, str | None]:
    attributes = _ATTRIBUTES.search(text)
    if attributes is None:
        return plain_words(text), None
    written = ID_MARK.search(attributes["inside"])
    return plain_words(text[: attributes.start()].rstrip("# \t")), written["id"] if written else None


def plain_words(text: str) -> str:
    """Return the words of a line of Markdown, without its marks; those in code are no marks."""
    if len(text) > MAX_INLINE_CHARS or not _MARKS.search(text):
        return " ".join(text.split())
    codes = [found[0].strip("`") for found in INLINE_CODE.finditer(text)]
    signs = iter(range(_FIRST_HOLDER, _FIRST_HOLDER + len(codes)))
    text = INLINE_CODE.sub(lambda _: chr(next(signs)), text)
    for beginning, pattern, words in _MARKUP:
        text = pattern.sub(words, text) if beginning in text else text
    text = unescape(text.replace("`", "").replace("*", ""))
    return " ".join(text.translate(dict(enumerate(codes, _FIRST_HOLDER))).split())
