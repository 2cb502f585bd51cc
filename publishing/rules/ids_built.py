"""HC048: an id in braces is one for the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC048"
_LIKE_HEADING = re.compile(r"[\s\\]*#")


def check(page: SourcePage) -> Iterator[Finding]:
    """Find ids in braces that the site builds as text: readers see them, and no link leads there."""
    lines = page.body.split("\n")
    headings = {heading.line for heading in page.headings}
    for line, braces in page.unbuilt_ids:
        problem = f"'{braces}' gives no id here: readers see it as text, and no link leads there."
        hint = _hint(lines[line - 1], braces, page, is_heading=line in headings)
        yield Finding(page.path, line, CODE, problem, hint)


def _hint(text: str, braces: str, page: SourcePage, *, is_heading: bool) -> str:
    if not page.markdown.reads_braces:
        return f"Add 'attr_list' to 'markdown_extensions' in {page.markdown.config_name}."
    if is_heading and text.partition(braces)[2].strip(" #"):
        return f"Put it at the end of the heading, with a space before it: ' {braces}'."
    if is_heading and not text.partition(braces)[0].strip("# "):
        return "Write the words of the heading before it."
    if is_heading:
        return f"Put a space before it: ' {braces}'."
    if _LIKE_HEADING.match(text):
        return "Begin the line with '##' and a space, at the margin, to make it a heading."
    return f"Give it to a heading; or to a word, right behind it: '**word**{braces}'."
