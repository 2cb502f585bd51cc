"""HC031: a question has one article that answers it, and stands there once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.articles.meta import texts_of
from publishing.rules.finding import Finding
from publishing.source.site import ContentSite

CODE = "HC031"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find questions that two articles claim, or one twice; capital letters and punctuation make no difference."""
    claimed: dict[tuple[str, str], str] = {}
    for page in (*site.articles.values(), *site.translations):
        lang = str(page.front_matter.get("lang") or page.lang)
        asked = set()
        for question in texts_of(page.front_matter.get("answers")):
            words = re.sub(r"[\W_]+", " ", question.casefold()).strip()
            owner = claimed.setdefault((lang, words), page.path)
            line = page.line_of("answers")
            if owner != page.path:
                problem = f"the question '{question}' is already answered by {owner}."
                yield Finding(page.path, line, CODE, problem, "Leave it with the article that answers it best.")
            elif words in asked:
                yield Finding(page.path, line, CODE, f"the question '{question}' stands twice.", "Keep it once.")
            asked.add(words)
