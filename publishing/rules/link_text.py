"""HC021: the words of a link say where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC021"
_SAYS_NOTHING = frozenset((
    "click", "click here", "here", "this", "this link", "this page", "link", "read more", "more", "learn more",
    "see here", "press here", "tap here",
    "hier", "hier klicken", "klicken sie hier", "klicke hier", "siehe hier", "mehr", "mehr erfahren", "mehr lesen",
    "mehr dazu", "weiterlesen", "weitere informationen", "dieser link", "diese seite",
))  # fmt: skip
_SIGNS = re.compile(r"""[*_`.,:;!?<>«»\u2039\u203a…→()\[\]"'-]+""")  # also the dots of "Read more…"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find links without words, or with some as "click here", which say nothing to who jumps from link to link."""
    for line in page.wordless_links:
        hint = "Write between the brackets what the page is called or does."
        yield Finding(page.path, line, CODE, "the link has no words: nobody can see it or hear it.", hint)
    for link in (*page.links, *page.references):
        words = " ".join(_SIGNS.sub(" ", link.text).lower().split())
        if words in _SAYS_NOTHING and not link.is_image:
            yield Finding(
                page.path,
                link.line,
                CODE,
                f"the link '{' '.join(link.text.split())}' does not say where it leads.",
                "Link the words that name the page or what it does.",
            )
