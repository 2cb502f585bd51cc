"""The links of a page as Markdown and HTML write them, with their lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

_TEXT = r"(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,300}\]){0,1000})"
# Nothing gives blanks back: trying every number of many for a target that never ends takes their square.
_TARGET = r"[ \t]*+(?:\n[ \t]*+)?+(?:<(?P<quoted>[^<>\n]*)>|(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"
_TITLE = r"(?:(?:\s+|(?<=\s))[\"'(][^\n]{0,300}?)?"
_INLINE = re.compile(rf"(?P<image>!?)(?<!!video)(?<!(?<!\\)\\)\[{_TEXT}\]\({_TARGET}{_TITLE}\s*\)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)(?P<name>[^\]\n]+)\]:[ \t]+<?(?P<target>[^\s<>]+)>?", re.MULTILINE)
_HTML = re.compile(
    r"""<(?P<tag>a|img|source|video)\b[^<>]*?\s(?:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>=`]+))""",
    re.IGNORECASE,
)
_IN_ANGLES = re.compile(r"<(?P<target>https?://[^<>\s]*)>", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|\\|.*(?:\{\{|\{%|<|\$\{)", re.IGNORECASE)
_REFERENCE = re.compile(rf"(?<![!\\\]])\[{_TEXT}\](?:\[(?P<name>[^\[\]\n]{{0,300}})\])?(?![\[(:])")
# Both in brackets, side by side: no index of a list, no footnote, no citation, nothing that a program fills in.
_NAMED = re.compile(r"(?<![!\\\]\w`])\[[^\[\]\n^@][^\[\]\n]{0,300}\]\[(?P<name>[^\W\d][\w .'-]{0,100})\](?![\[(:{])")
_WORDLESS = re.compile(r"(?<![!\]\w\\`])\[[ \t]*(?P<end>\])\([^\s()]+\)(?!\{)")
_DEFINED = re.compile(r"\[(?P<name>[^\[\]\n]{1,300})\]:")
_MAY_DEFINE = re.compile(r"-{1,}8<-{1,}|\{\{|\{%")
_FORMULA = re.compile(r"\$\$[^$]*\$\$")
_TAG = re.compile(r"<[^<>]*>")
_LINE_END = re.compile(r"\n")
_MAX_LINK_CHARS = 1000


@dataclass(frozen=True)
class Link:
    """
    A link or picture on a page.

    ``target`` is as it is written; ``text`` is what is pressed, empty for a target that is defined apart from it.
    ``target_at`` is the line (from 1) and the column (from 0) where the target is written. MkDocs looks at none that
    ``is_html``.
    """

    line: int
    text: str
    target: str
    is_image: bool
    target_at: tuple[int, int]
    is_html: bool = False

    @cached_property
    def is_local(self) -> bool:
        """Whether the link stays on the site and says so by a path relative to the page."""
        return bool(self.target) and not _ELSEWHERE.match(self.target)

    @cached_property
    def path(self) -> str:
        """The path without query and fragment, decoded; empty when the link stays on its page."""
        return unquote(re.split(r"[?#]", self.target, maxsplit=1)[0])

    @cached_property
    def anchor(self) -> str:
        """The fragment, decoded."""
        return unquote(self.target.partition("#")[2])


def section_meant(anchor: str) -> str:
    """
    Return the id that a browser looks for to follow *anchor*, a decoded fragment; empty where it needs none.

    What follows ``:~:`` is for the browser alone, such as words to mark, and ``top`` is the top of any page.
    """
    written = anchor.partition(":~:")[0]
    return "" if written.lower() == "top" else written


def is_readable(address: str) -> bool:
    """Tell whether *address* can be taken apart, which ``https://[your-server]/`` cannot."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def links_of(prose: str, body: str) -> Iterator[Link]:
    """Yield the links and pictures of a page, pictures within links too; *prose* is *body* with code blanked out."""
    lines = _Lines(prose)
    yield from _inline(prose, body, lines, 0, len(prose))
    for found in _DEFINITION.finditer(prose):
        at = lines.place(found.start("target"))
        yield Link(at[0], "", found["target"], is_image=False, target_at=at)
    for found in _HTML.finditer(prose):
        name = next(name for name in ("double", "single", "bare") if found[name] is not None)
        target = found[name].strip()
        is_image = found["tag"].lower() != "a"
        text = "" if is_image else _text_of_html(prose, found.end())
        at = lines.place(found.start(name) + found[name].find(target))
        yield Link(lines.of(found.start()), text, target, is_image=is_image, target_at=at, is_html=True)
    for found in _IN_ANGLES.finditer(prose):
        at = lines.place(found.start("target"))
        yield Link(at[0], found["target"], found["target"], is_image=False, target_at=at)


def references_of(prose: str, body: str) -> Iterator[Link]:
    """Yield the links ``[text][name]``, ``[name][]`` and ``[name]`` whose target is defined elsewhere on the page."""
    lines = _Lines(prose)
    targets = {_name(found["name"]): found for found in _DEFINITION.finditer(prose)}
    for found in _REFERENCE.finditer(prose) if targets else ():
        name = _name(found["name"] or found["text"])
        if name in targets:
            text = body[found.start("text") : found.end("text")]
            at = lines.place(targets[name].start("target"))
            yield Link(lines.of(found.start()), text, targets[name]["target"], is_image=False, target_at=at)


def wordless_links_of(prose: str, body: str) -> Iterator[int]:
    """Yield the line of each ``[](address)``; the attributes behind one may give it a picture, or make it an anchor."""
    lines = _Lines(prose)
    for found in _WORDLESS.finditer(prose):
        if not body[found.start() + 1 : found.start("end")].strip():
            yield lines.of(found.start())


def undefined_references_of(prose: str, body: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each ``[words][name]`` that no line defines; formulas and HTML may mean something else."""
    if "][" not in prose or _MAY_DEFINE.search(body):
        return
    lines = _Lines(prose)
    texts = body.split("\n")
    defined = {_name(found["name"]) for found in _DEFINED.finditer(body)}
    for found in _NAMED.finditer(_FORMULA.sub(lambda formula: re.sub(r"[^\n]", " ", formula[0]), prose)):
        line = lines.of(found.start())
        if _name(found["name"]) not in defined and not set("$<`") & set(texts[line - 1]):
            yield line, found["name"]


def _name(written: str) -> str:
    return " ".join(written.lower().split())


def _text_of_html(prose: str, start: int) -> str:
    """Return the words of the link whose target ends at *start*; empty when it has pictures, or no end near."""
    inner, end, _ = prose[start : start + _MAX_LINK_CHARS].partition(">")[2].partition("</a")
    return _TAG.sub(" ", inner).strip() if end and "<img" not in inner else ""


def _inline(prose: str, body: str, lines: _Lines, start: int, end: int) -> Iterator[Link]:
    for found in _INLINE.finditer(prose, start, end):
        text = body[found.start("text") : found.end("text")]
        name = "quoted" if found["quoted"] is not None else "target"
        at = lines.place(found.start(name))
        yield Link(lines.of(found.start()), text, found[name], is_image=bool(found["image"]), target_at=at)
        if "![" in found["text"]:
            yield from _inline(prose, body, lines, found.start("text"), found.end("text"))


class _Lines:
    """Tells the line of a position in *text*, also where there are many thousands to tell."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in _LINE_END.finditer(text)]

    def of(self, position: int) -> int:
        return bisect_left(self._ends, position) + 1

    def place(self, position: int) -> tuple[int, int]:
        """Return the line (from 1) and the column (from 0) of *position*."""
        line = self.of(position)
        return line, position - (self._ends[line - 2] + 1 if line > 1 else 0)
