"""HC047: what looks like a heading is one for the site."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source_page import SourcePage

CODE = "HC047"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find lines with the marks of a heading that Markdown builds as text, which readers see and no link leads to."""
    lines = page.body.split("\n")
    for line in page.refused_headings:
        problem, hint = _why(lines[line - 1], page.passed_by.elements.get(line, ""))
        yield Finding(page.path, line, CODE, f"this is no heading for the site: {problem}.", hint)


def _why(text: str, element: str) -> tuple[str, str]:
    if element:
        hint = f"Write '<{element} markdown=\"1\">', or take the heading out of it."
        return f"it stands inside <{element}>, where Markdown is not read", hint
    spaces = len(text) - len(text.lstrip(" \t"))
    if spaces:
        begins = "it begins with a space" if spaces == 1 else f"it begins with {spaces} spaces"
        hint = "Begin it at the margin, below an empty line; in a list, four spaces in for each list around it."
        return begins, hint
    return "it stands in the middle of another block", "Put an empty line above it."
