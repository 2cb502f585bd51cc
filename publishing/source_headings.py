"""Headings and anchors as Markdown will give them, told from the file alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from markdown.extensions.toc import slugify, unique

from publishing.built_blocks import CODE_LEVEL, levels_as_built
from publishing.markdown_source import INLINE_CODE, MAX_INLINE_CHARS
from publishing.video import video_lines_of_prose

_TRANSCRIPT_ANCHOR = "transcript"  # the heading that a video line puts above its words
# What may stand before a heading: blanks, quotes, and the marks of lists and definitions.
_BEFORE = r"(?P<before>[ \t>]*(?:(?:[-*+:]|\d+[.)])[ \t]+[ \t>]*)*)"
_ATX_START = re.compile(rf"{_BEFORE}#")
_ATX = re.compile(rf"{_BEFORE}(?P<marks>#{{1,6}})(?!#)(?P<gap>[ \t]*)(?P<text>\S.*)")
_MAY_BE_TABLE = re.compile(r"#|.*\|")
_INDENTED = re.compile(r" {0,3}\t| {4}")  # as code is, and what stands in lists
_UNDERLINE_STARTS = frozenset("=- \t>")
_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*")
_HTML = re.compile(r"<h(?P<level>[1-6])\b(?P<attributes>[^<>]*)>(?P<text>.*?)</h(?P=level)>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?P<inside>[^{}]*)\}[ \t]*$")
_ID_MARK = re.compile(r"(?:^|\s)#(?P<id>[^\s.}]+(?:\.[^\s}]+)*)")
_ANY_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?P<inside>[^{}\n]*#[^{}\n]*)\}")
_HTML_ID = re.compile(
    r"""(?<![\w-])(?P<kind>id|name)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)
_HTML_TAG = re.compile(r"<(?P<tag>[a-z][\w-]*)\b[^<>]*>", re.IGNORECASE)
_HTML_HEADING = re.compile(r"h[1-6]", re.IGNORECASE)
# Python-Markdown sees an HTML element that says so; any other passes it by, with its id.
_READ_AS_MARKDOWN = re.compile(r"\smarkdown\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
_FIRST_HOLDER = 0xE000  # of the signs for private use: one for each piece of code while marks are taken away
_MARKS = re.compile(r"[\[<:_\\&`*]")
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
    """A heading of a page: its line in the file, its level (1-6), its words, and the anchor that leads to it."""

    line: int
    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class _Candidate:
    """
    A line that looks like a heading; where it is not ``certain`` that it is one, Markdown has to say.

    One that ``says_so`` is surely meant as one.
    """

    line: int
    level: int
    text: str
    written: str | None
    certain: bool = True
    says_so: bool = True
    is_html: bool = False

    def is_built(self, level: int | None) -> bool:
        """Tell whether the site has the heading, which Markdown builds with *level*; None is text, as HTML is to it."""
        return self.certain or (self.is_html if level is None else level != CODE_LEVEL)


@dataclass(frozen=True)
class Headings:
    """The headings of a page, and the lines (from 1) that look like one and are built as none."""

    built: tuple[Heading, ...]
    refused: tuple[int, ...] = ()


def headings_of(prose: str, body: str, *, by_markdown: bool = True, named: Collection[int] = ()) -> Headings:
    """
    List the headings of a page in their order, with the anchors that Python-Markdown's ``toc`` will give them.

    *prose* is *body* without code, and without what stands in HTML. Whether a line in doubt is a heading,
    Python-Markdown tells, unless the page is not built *by_markdown*. ``toc`` names HTML headings on the lines *named*
    alone. Headings that other files or programs put in are not seen.
    """
    candidates = list(_found(prose.split("\n"), body.split("\n"), by_markdown=by_markdown))
    doubts = [each.line for each in candidates if not each.certain]
    levels = levels_as_built(body, doubts) if doubts and by_markdown else {}
    built = [each for each in candidates if not by_markdown or each.is_built(levels.get(each.line))]
    refused = tuple(each.line for each in candidates if each not in built and each.says_so and each.line not in levels)
    return Headings(tuple(_with_anchors(prose, built, levels, named if by_markdown else None)), refused)


def _with_anchors(
    prose: str, candidates: Sequence[_Candidate], levels: Mapping[int, int], named: Collection[int] | None
) -> Iterator[Heading]:
    used = {*_ids_in_braces(prose), *(name for tag, name in _ids_in_html(prose) if _READ_AS_MARKDOWN.search(tag[0]))}
    # The last anchor that headings of the same words got: the search for the next free one goes on there.
    last: dict[str, str] = {}
    for each in candidates:
        anchor = each.written
        if not anchor and (not each.is_html or named is None or each.line in named):
            slug = slugify(each.text, "-")
            anchor = last[slug] = unique(last.get(slug, slug), used)
        yield Heading(each.line, levels.get(each.line) or each.level, each.text, anchor or "")


def anchors_beside_headings(prose: str) -> frozenset[str]:
    """Return what else in *prose* a link may lead to; ids that are written out are among it, those of headings too."""
    notes = {f"fn:{note['name']}" for note in _FOOTNOTE.finditer(prose)}
    transcript = {_TRANSCRIPT_ANCHOR} if video_lines_of_prose(prose) else set()
    written = {*_ids_in_braces(prose), *(name for _, name in _ids_in_html(prose))}
    return frozenset(written) | notes | transcript


def html_ids_beside_headings(prose: str) -> Iterator[tuple[int, str]]:
    """
    Yield line and id of each HTML element in *prose* that is no heading and has one.

    Components of other generators, such as ``<ApiExample id="a">``, are none: nobody knows what they make of it.
    """
    for tag, name in _ids_in_html(prose, kinds=("id",)):
        is_html = tag["tag"] in {tag["tag"].lower(), tag["tag"].upper()}
        if is_html and not _HTML_HEADING.fullmatch(tag["tag"]):
            yield prose.count("\n", 0, tag.start()) + 1, name


def section_anchors(headings: Sequence[Heading]) -> tuple[str, ...]:
    """Return the anchors of the sections of a page with these *headings*, each once: of all but the title's."""
    title = next((heading for heading in headings if heading.level == 1), None)
    return tuple(dict.fromkeys(heading.anchor for heading in headings if heading is not title and heading.anchor))


def _found(prose: list[str], body: list[str], *, by_markdown: bool) -> Iterator[_Candidate]:
    """Yield each line that may be a heading; words come from the body, where code still stands."""
    for number, line in enumerate(prose):
        if "#" in line and _ATX_START.match(line) and (mark := _ATX.fullmatch(body[number])):
            words, written = _words(mark["text"].rstrip().rstrip("#").rstrip())
            certain = not mark["before"] and not (number and _MAY_BE_TABLE.match(prose[number - 1]))
            if words or written:
                yield _Candidate(number + 1, len(mark["marks"]), words, written, certain, says_so=bool(mark["gap"]))
        elif "<h" in line or "<H" in line:
            for html in _HTML.finditer(body[number]):
                named = _HTML_ID.search(html["attributes"])
                words = plain_words(html["text"])
                yield _Candidate(
                    number + 1, int(html["level"]), words, _first(named), _INDENTED.match(line) is None, says_so=False,
                    is_html=True,
                )  # fmt: skip
        elif line.strip() and number + 1 < len(prose) and _is_underlined(prose, body, number, by_markdown=by_markdown):
            level = 1 if "=" in prose[number + 1] else 2
            yield _Candidate(number + 1, level, *_words(body[number].strip(" \t>")), certain=False, says_so=False)


def _is_underlined(prose: list[str], body: list[str], number: int, *, by_markdown: bool) -> bool:
    """Tell whether a line stands above its underline; an item of a list that is all code looks like one in *prose*."""
    if prose[number + 1][:1] not in _UNDERLINE_STARTS or not prose[number + 1].strip():
        return False
    starts_block = number == 0 or not prose[number - 1].strip(" \t>") or prose[number - 1].lstrip().startswith("#")
    return (starts_block or by_markdown) and _UNDERLINE.fullmatch(body[number + 1]) is not None


def _words(text: str) -> tuple[str, str | None]:
    attributes = _ATTRIBUTES.search(text)
    if attributes is None:
        return plain_words(text), None
    written = _ID_MARK.search(attributes["inside"])
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


def _ids_in_braces(prose: str) -> Iterator[str]:
    for attributes in _ANY_ATTRIBUTES.finditer(prose):
        if written := _ID_MARK.search(attributes["inside"]):
            yield written["id"]


def _ids_in_html(prose: str, *, kinds: Collection[str] = ("id", "name")) -> Iterator[tuple[re.Match[str], str]]:
    for tag in _HTML_TAG.finditer(prose):
        written = _HTML_ID.search(tag[0])
        if written and written["kind"].lower() in kinds:
            yield tag, _first(written) or ""


def _first(found: re.Match[str] | None) -> str | None:
    return found["double"] or found["single"] or found["bare"] if found else None
