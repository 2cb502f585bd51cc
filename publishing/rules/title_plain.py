"""HC045: a title in the front matter is words, since themes show it as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.articles.meta import text_of
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC045"
# What a browser begins a tag or a comment with; one without an end goes on behind the title.
_TAG = re.compile(r"<[a-z/!?](?:[^<>]*>|[^\s<>]*)", re.IGNORECASE)


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a tag in ``title``: readers see what it does to the words, or nothing, and never the tag."""
    title = text_of(page.front_matter.get("title")) or ""
    tag = _TAG.search(title)
    if tag:
        yield Finding(
            page.path,
            page.line_of("title"),
            CODE,
            f"readers do not see '{tag[0]}' in the title: themes take it for a tag.",
            f"Take it out, or take 'title:' out and begin the page with '# {tags_as_code(title)}'.",
        )


def tags_as_code(title: str) -> str:
    """Return *title* as a heading that shows its tags; one without any stays as it is."""
    return _TAG.sub(lambda found: f"`{found[0]}`", title)
