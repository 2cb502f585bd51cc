"""Markdown as it stands in a file, for what must know lines rather than rendered pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<marks>`{3,}|~{3,})(?P<info>.*)")
INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
MAX_INLINE_CHARS = 10_000
_COMMENT_START = "<!--"
_COMMENT_END = "-->"
# What the indented lines below belong to, instead of being code.
_CONTAINER = re.compile(r"[-*+][ \t]|\d+[.)][ \t]|!!!|\?\?\?|===|\[\^|:[ \t]")
_HOLDS_NO_CODE = ("///", ":::", "<")  # in whatever is indented below
_CODE_INDENT = 4
_ANY_DEPTH = 1000
_BEGINS_BLOCK = re.compile(r"\n[ \t>]*(?:\n|#)")


def without_code(markdown: str) -> str:
    """
    Return *markdown* with code and comments blanked out; every character that stays keeps its line and column.

    Takes time in proportion to the length of any text, since a page may hold anything.
    """
    return "".join(_without_comments(without_code_but_comments(markdown)))


def without_code_but_comments(markdown: str) -> str:
    """Return *markdown* as `without_code` does, with its comments."""
    return "\n".join(_lines_without_code(markdown.split("\n")))


def _lines_without_code(lines: list[str]) -> Iterator[str]:
    longest_below = _longest_fences_below(lines)
    closing: str | None = None
    follows_blank = in_indented_code = False
    containers = 0
    for line, longest in zip(lines, longest_below, strict=True):
        if closing is not None:
            closing = None if _closing_marks(line).startswith(closing) else closing
            yield " " * len(line)
            continue
        closing = _opened_fence(line, longest) if _may_fence(line) else None
        if closing is not None:
            yield " " * len(line)
            continue
        if line.strip():
            level = _level(line)
            in_indented_code = level > containers and (follows_blank or in_indented_code)
            if not in_indented_code:
                containers = _containers_after(line, level, containers, follows_blank=follows_blank)
        follows_blank = not line.strip()
        yield " " * len(line) if in_indented_code else _without_inline_code(line)


def _longest_fences_below(lines: list[str]) -> list[dict[str, int]]:
    """For each line, return the longest run of each fence sign that is a line of its own below it."""
    longest = {"`": 0, "~": 0}
    below = []
    for line in reversed(lines):
        below.append(longest)
        marks = _closing_marks(line)
        if marks:
            longest = longest | {marks[0]: max(longest[marks[0]], len(marks))}
    return below[::-1]


def _closing_marks(line: str) -> str:
    """Return the marks of a line that may end a fence: one that says a language begins another, and ends none."""
    if not _may_fence(line):
        return ""
    content = line.strip(" \t>")
    return content if content[:3] in ("```", "~~~") and not content.strip(content[0]) else ""


def _may_fence(line: str) -> bool:
    return "```" in line or "~~~" in line  # as few lines do, which is seen sooner than by a pattern


def _opened_fence(line: str, longest_below: dict[str, int]) -> str | None:
    """Return the marks of the fence that *line* opens; one that is never closed is text to Markdown."""
    fence = _FENCE.fullmatch(line)
    if fence is None or ("`" in fence["marks"] and "`" in fence["info"]):
        return None
    marks: str = fence["marks"]
    return marks if longest_below[marks[0]] >= len(marks) else None


def _level(line: str) -> int:
    """Return how many containers *line* is indented for: below that many it belongs to the last, one more is code."""
    if not line[0].isspace():
        return 0
    expanded = line.expandtabs(_CODE_INDENT)
    return (len(expanded) - len(expanded.lstrip())) // _CODE_INDENT


def _containers_after(line: str, level: int, containers: int, *, follows_blank: bool) -> int:
    """Return how many containers, such as items of lists, may go on below *line* of *level*, which is none of code."""
    if line.startswith(_HOLDS_NO_CODE):
        return _ANY_DEPTH
    if containers == _ANY_DEPTH and line[0].isspace():
        return containers
    if _CONTAINER.match(line.lstrip()):
        return level + 1
    return min(containers, level) if follows_blank or not line[0].isspace() else containers


def _without_inline_code(line: str) -> str:
    return INLINE_CODE.sub(_blank, line) if "`" in line and len(line) <= MAX_INLINE_CHARS else line


def _without_comments(text: str) -> Iterator[str]:
    position = 0
    while (start := text.find(_COMMENT_START, position)) >= 0:
        end = text.find(_COMMENT_END, start)
        if end < 0:
            break
        if _is_text(text, start, end):
            yield text[position : start + len(_COMMENT_START)]
            position = start + len(_COMMENT_START)
            continue
        end += len(_COMMENT_END)
        yield text[position:start]
        yield re.sub(r"[^\n]", " ", text[start:end])
        position = end
    yield text[position:]


def _is_text(text: str, start: int, end: int) -> bool:
    """Tell whether a comment from *start* to *end* begins within a line, and what it would hold begins a block."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    within_line = before.strip(" ") != "" or len(before) >= _CODE_INDENT
    return within_line and _BEGINS_BLOCK.search(text, start, end) is not None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
