"""HC025: no merge was left unfinished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC025"
_MARKER = re.compile(r"<{7} .*|>{7} .*")


def check(page: SourcePage) -> Iterator[Finding]:
    """Find the first mark that Git leaves where two versions could not be joined; examples in code are none."""
    if "<<<<<<<" not in page.source and ">>>>>>>" not in page.source:
        return
    prose = page.prose.split("\n")
    first_line = next((number for number, line in enumerate(page.body.split("\n")) if line.strip()), 0)
    for number, line in enumerate(page.source.split("\n")):
        if _MARKER.fullmatch(line) and (number < first_line or prose[number].strip()):
            yield Finding(
                page.path,
                number + 1,
                CODE,
                "a merge was left unfinished.",
                "Keep the lines that are right, and remove the others with the three lines of marks.",
            )
            return
