"""HC021: the words of a link say where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source_page import SourcePage

CODE = "HC021"
_SAYS_NOTHING = frozenset((
    "click", "click here", "here", "this", "this link", "this page", "link", "read more", "more", "learn more",
    "see here", "press here", "tap here",
))  # fmt: skip


def check(page: SourcePage) -> Iterator[Finding]:
    """Find links such as "click here", which say nothing to who jumps from link to link."""
    for link in (*page.links, *page.references):
        words = " ".join(re.sub(r"[*_`.,:;!>»→-]+", " ", link.text).lower().split())
        if words in _SAYS_NOTHING and not link.is_image:
            yield Finding(
                page.path,
                link.line,
                CODE,
                f"the link '{' '.join(link.text.split())}' does not say where it leads.",
                "Link the words that name the page or what it does.",
            )
