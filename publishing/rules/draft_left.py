"""HC026: nothing of the draft was left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC026"
_LOREM = "lorem ipsum"
_WORDS = ("TODO", "FIXME", "TBD", _LOREM, _LOREM.capitalize())
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b(?!-\w)")  # a "TODO-list" is a word of the text
_SIGN_BEHIND = re.compile(r"[ \t]*(?:[:.,)(\]\-\u2013]|$)", re.MULTILINE)
# A page may be one endless line.
_LOOKED_BACK_CHARS = 100
_BEFORE_A_START = re.compile(r"[ \t>*+-]*|.*[(\[][ \t]*|(?!title:)\w+:[ \t]+[\"']?")


def check(page: SourcePage) -> Iterator[Finding]:
    """Find notes to oneself in the text and in the front matter, and pages that are marked as drafts."""
    front = page.source[: len(page.source) - len(page.body.lstrip("\n"))] if page.front_matter else ""
    # Looking for words is many times as fast as for a pattern that may begin anywhere.
    for text in (text for text in (front, page.prose) if any(word in text for word in _WORDS)):
        for found in filter(_is_note, _WORD.finditer(text)):
            yield Finding(
                page.path,
                text.count("\n", 0, found.start()) + 1,
                CODE,
                f"'{found[0]}' was left over from the draft.",
                "Write what belongs there, or take it out.",
            )
    if page.front_matter.get("draft") is True:
        yield Finding(
            page.path, page.line_of("draft"), CODE, "the page is marked as a draft.", "Finish it and remove 'draft'."
        )


def _is_note(found: re.Match[str]) -> bool:
    """Tell a note to oneself from a word of the text, as in "TODO list": a sign follows it, or it begins something."""
    if found[0].lower() == _LOREM or _SIGN_BEHIND.match(found.string, found.end()):
        return f"*[{found[0]}]:" not in found.string  # an abbreviation that the page explains
    near = max(0, found.start() - _LOOKED_BACK_CHARS)
    line_start = found.string.rfind("\n", near, found.start()) + 1 or near
    return _BEFORE_A_START.fullmatch(found.string, line_start, found.start()) is not None
