"""HC047: what looks like a heading is one for the site."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.markup.site_markdown import SiteMarkdown
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC047"
# In what else Markdown can be read there is no place for a heading, or not without more HTML in between.
_MAY_HOLD_HEADINGS = frozenset((
    "article", "aside", "blockquote", "center", "details", "div", "fieldset", "figure", "footer", "form", "header",
    "main", "nav", "section",
))  # fmt: skip


def check(page: SourcePage) -> Iterator[Finding]:
    """Find lines with the marks of a heading that Markdown builds as text, which readers see and no link leads to."""
    lines = page.body.split("\n")
    for line in page.refused_headings:
        problem, hint = _why(lines[line - 1], page, page.passed_by.elements.get(line, ()))
        yield Finding(page.path, line, CODE, f"this is no heading for the site: {problem}.", hint)


def _why(text: str, page: SourcePage, elements: tuple[str, ...]) -> tuple[str, str]:
    if elements:
        return f"it stands inside <{elements[0]}>, where Markdown is not read", _way_out(elements, page.markdown)
    spaces = len(text) - len(text.lstrip(" \t"))
    if spaces:
        begins = "it begins with a space" if spaces == 1 else f"it begins with {spaces} spaces"
        hint = "Begin it at the margin, below an empty line; in a list, four spaces in for each list around it."
        return begins, hint
    return "it stands in the middle of another block", "Put an empty line above it."


def _way_out(elements: tuple[str, ...], markdown: SiteMarkdown) -> str:
    names = dict.fromkeys(elements)
    if not _MAY_HOLD_HEADINGS.issuperset(names):
        return f"Take the heading out of <{elements[0]}>, and close that above it."
    if not markdown.reads_html:
        return f"Take the heading out of it, or add 'md_in_html' to 'markdown_extensions' in {markdown.config_name}."
    tags = " and ".join(f"'<{name} markdown=\"1\">'" for name in names)
    return f"Write {tags}, or take the heading out of it."
