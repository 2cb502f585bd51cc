"""Markdown as it stands in a file, for what must know lines rather than rendered pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<marks>`{3,}|~{3,})(?P<info>.*)")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What the indented lines below belong to, instead of being code.
_CONTAINER = re.compile(r"[-*+][ \t]|\d+[.)][ \t]|!!!|\?\?\?|===|///|:::|\[\^|:[ \t]|<")
_CODE_INDENT = 4


def without_code(markdown: str) -> str:
    """Return *markdown* with code and comments blanked out; every character that stays keeps its line and column."""
    return _COMMENT.sub(_blank, "\n".join(_lines_without_code(markdown.split("\n"))))


def _lines_without_code(lines: list[str]) -> Iterator[str]:
    closing: str | None = None
    in_container = follows_blank = in_indented_code = False
    for number, line in enumerate(lines):
        if closing is not None:
            closing = None if line.strip(" \t>").startswith(closing) else closing
            yield " " * len(line)
            continue
        fence = _FENCE.fullmatch(line)
        if fence and _is_closed(lines, number, fence):
            closing = fence["marks"]
            yield " " * len(line)
            continue
        is_indented = len(line.expandtabs(_CODE_INDENT)) - len(line.expandtabs(_CODE_INDENT).lstrip()) >= _CODE_INDENT
        if line.strip():
            in_indented_code = is_indented and not in_container and (follows_blank or in_indented_code)
            if not line[0].isspace():
                in_container = _CONTAINER.match(line) is not None
        follows_blank = not line.strip()
        yield " " * len(line) if in_indented_code else _INLINE_CODE.sub(_blank, line)


def _is_closed(lines: list[str], number: int, fence: re.Match[str]) -> bool:
    """Tell whether the fence is an opening one: Markdown takes one that is never closed as text."""
    if "`" in fence["marks"] and "`" in fence["info"]:
        return False
    return any(line.strip(" \t>").startswith(fence["marks"]) for line in lines[number + 1 :])


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
