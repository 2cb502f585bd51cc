"""HC031: a question has one article that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.content_site import ContentSite
from publishing.page_meta import texts_of
from publishing.rules.finding import Finding

CODE = "HC031"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find questions that two articles claim; capital letters and punctuation make no difference."""
    claimed: dict[tuple[str, str], str] = {}
    for page in site.articles.values():
        for question in texts_of(page.front_matter.get("answers")):
            words = re.sub(r"[\W_]+", " ", question.casefold()).strip()
            owner = claimed.setdefault((str(page.front_matter.get("lang") or ""), words), page.path)
            if owner != page.path:
                yield Finding(
                    page.path,
                    page.line_of("answers"),
                    CODE,
                    f"the question '{question}' is already answered by {owner}.",
                    "Leave it with the article that answers it best.",
                )
