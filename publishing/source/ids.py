"""Ids that are written out on a page: in braces, in HTML, and those of footnotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from publishing.video import video_lines_of_prose

_TRANSCRIPT_ANCHOR = "transcript"  # the heading that a video line puts above its words
ID_MARK = re.compile(r"(?:^|\s)#(?P<id>[^\s.}]+(?:\.[^\s}]+)*)")
_BRACES = re.compile(r"\{:?[ \t]*(?P<inside>[^{}\n]*#[^{}\n]*)\}")
_MAY_NAME = re.compile(r"\{[^{}\n]*(?:#|\bid\b)[^{}\n]*\}")
# A heading at the margin, a blank, and its id at the end: whatever else holds such braces, only a build can tell.
_PLAIN = re.compile(r"#{1,6}(?![ \t]*[#{])[^{}]*[ \t]\{:? ?#[\w:.-]+(?: (?!id\b|#)[^{}\s]+)* ?\}[ \t]*")
# Braces that are surely meant to give an id; those of templates, formulas and programs are not.
_MEANT = re.compile(
    r"(?<![$_^{}\\])\{:?[ \t]*#(?P<id>[^\W\d][\w:.-]*)(?:[ \t]+(?:[.#][\w-]+|[\w-]+=[^{}\n]*))*[ \t]*\}"
)
_FOOTNOTE = re.compile(r"^\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
_HTML_ID = re.compile(
    r"""(?<![\w-])(?P<kind>id|name)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)
_HTML_TAG = re.compile(r"<(?P<tag>[a-z][\w-]*)\b[^<>]*>", re.IGNORECASE)
# One id and no name, or the name of a link; a value that could be read as attributes itself is none of this.
_PLAIN_TAG = re.compile(
    r"""<(?:[a-z][a-z0-9]*(?=[^<>]*\sid=)(?![^<>]*\sname=)(?![^<>]*\sid=[^<>]*\sid=)|a(?=[^<>]*\sname=)(?![^<>]*\sid=))"""
    r"""(?:\s+(?:(?:id|name)=(?:"[\w:.-]+"|'[\w:.-]+'|[\w:.-]+)|(?!id|name)[\w-]+(?:="[^"<>=]*"|='[^'<>=]*'|=[\w.-]+)?))+\s*/?>"""
)
_HIDES_IDS = re.compile(r"<(?:textarea|template|title|noscript)\b", re.IGNORECASE)
_CODE_INDENT = 4
_HTML_HEADING = re.compile(r"h[1-6]", re.IGNORECASE)
# Python-Markdown sees an HTML element that says so; any other passes it by, with its id.
_READ_AS_MARKDOWN = re.compile(r"\smarkdown\b", re.IGNORECASE)


def anchors_beside_headings(prose: str) -> frozenset[str]:
    """Return what else in *prose* a link may lead to; ids that are written out are among it, those of headings too."""
    notes = {f"fn:{note['name']}" for note in _FOOTNOTE.finditer(prose)}
    written = {*ids_in_braces(prose), *(name for _, name in _ids_in_html(prose))}
    return frozenset(written) | notes | transcript_anchors(prose)


def transcript_anchors(prose: str) -> frozenset[str]:
    """Return the anchor of the words of a video, where *prose* shows one."""
    return frozenset({_TRANSCRIPT_ANCHOR} if video_lines_of_prose(prose) else ())


def has_notes(prose: str) -> bool:
    """Tell whether *prose* defines footnotes, which a site that has them builds elsewhere."""
    return _FOOTNOTE.search(prose) is not None


def ids_in_braces(prose: str) -> Iterator[str]:
    """Yield what stands in braces as an id, which is one where the site builds it."""
    for attributes in _BRACES.finditer(prose):
        if written := ID_MARK.search(attributes["inside"]):
            yield written["id"]


def only_a_build_tells(prose: str, body: str, *, reads_braces: bool) -> bool:
    """
    Tell whether *prose*, which is *body* without code, gives ids otherwise than plainly.

    That is at the end of headings, or as the only id of an HTML element that says little else.
    """
    found = [prose.count("\n", 0, braces.start()) for braces in _MAY_NAME.finditer(prose)] if "{" in prose else []
    lines = body.split("\n") if found else []
    if any(not (reads_braces and _PLAIN.fullmatch(lines[line])) for line in dict.fromkeys(found)):
        return True
    return _HIDES_IDS.search(prose) is not None or any(not _is_plain(prose, tag) for tag, _ in _ids_in_html(prose))


def _is_plain(prose: str, tag: re.Match[str]) -> bool:
    """Tell whether an HTML element surely has its id, or as a link its name, in the built page."""
    line_start = prose.rfind("\n", 0, tag.start()) + 1
    before = prose[line_start : tag.start()]
    is_indented = "\t" in before or (len(before) >= _CODE_INDENT and not before.strip())
    return not is_indented and before[-1:] not in set("(\"'") and _PLAIN_TAG.fullmatch(tag[0]) is not None


def meant_as_ids(prose: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 1) and text of the braces in *prose* that a writer surely meant to give an id."""
    for braces in _MEANT.finditer(prose):
        yield prose.count("\n", 0, braces.start()) + 1, braces[0]


def ids_seen_by_markdown(prose: str) -> frozenset[str]:
    """Return the ids that Markdown gives no other heading: those in braces, and in HTML that it reads."""
    in_html = (name for tag, name in _ids_in_html(prose) if _READ_AS_MARKDOWN.search(tag[0]))
    return frozenset((*ids_in_braces(prose), *in_html))


def html_ids_beside_headings(prose: str) -> Iterator[tuple[int, str]]:
    """
    Yield line and id of each HTML element in *prose* that is no heading and has one.

    Components of other generators, such as ``<ApiExample id="a">``, are none: nobody knows what they make of it.
    """
    for tag, name in _ids_in_html(prose, kinds=("id",)):
        is_html = tag["tag"] in {tag["tag"].lower(), tag["tag"].upper()}
        if is_html and not _HTML_HEADING.fullmatch(tag["tag"]):
            yield prose.count("\n", 0, tag.start()) + 1, name


def html_id(attributes: str) -> str | None:
    """Return the id, or the name, among the *attributes* of an HTML element; None where it has neither."""
    found = _HTML_ID.search(attributes)
    return found["double"] or found["single"] or found["bare"] if found else None


def _ids_in_html(prose: str, *, kinds: Collection[str] = ("id", "name")) -> Iterator[tuple[re.Match[str], str]]:
    for tag in _HTML_TAG.finditer(prose):
        written = _HTML_ID.search(tag[0])
        if written and written["kind"].lower() in kinds:
            yield tag, html_id(tag[0]) or ""
