"""HC026: nothing of the draft was left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source_page import SourcePage

CODE = "HC026"
_WORDS = ("TODO", "FIXME", "TBD", "lorem ipsum")
_MARK = re.compile(r"\b(?:TODO|FIXME|TBD)\b(?=\s*[:.,)(\]\-\u2013]|\s*$|\s+\w)|\blorem ipsum\b", re.MULTILINE)


def check(page: SourcePage) -> Iterator[Finding]:
    """Find notes to oneself in the text and in the front matter, and pages that are marked as drafts."""
    front = page.source[: len(page.source) - len(page.body.lstrip("\n"))] if page.front_matter else ""
    # Looking for words is many times as fast as for a pattern that may begin anywhere.
    for text in (text for text in (front, page.prose) if any(word in text for word in _WORDS)):
        for found in _MARK.finditer(text):
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
