"""HC034: search can tell the questions of one article from those of another."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import texts_of
from publishing.rules.finding import Finding
from publishing.source.site import ContentSite
from search_service.words.analysis import words_of
from search_service.words.languages import base_language
from search_service.words.topics import topic_of

CODE = "HC034"
DEFAULT_LANGUAGE = "en"

Topic = tuple[str, frozenset[str]]
"""A language, and the stems of what a question is about."""


def alike(site: ContentSite) -> Iterator[Finding]:
    """
    Find questions that are the same to search as one that another article claims, although they are worded otherwise.

    Word for word the same are left out: HC031 finds them, also where nobody searches.
    """
    claimed: dict[Topic, tuple[str, str]] = {}
    for page in (*site.articles.values(), *site.translations):
        language = base_language(str(page.front_matter.get("lang") or page.lang or DEFAULT_LANGUAGE))
        for question in texts_of(page.front_matter.get("answers")):
            other, path = claimed.setdefault((language, topic_of(question, language)), (question, page.path))
            if path == page.path or words_of(other) == words_of(question):
                continue
            yield Finding(
                page.path,
                page.line_of("answers"),
                CODE,
                f"to search the question '{question}' is the same as '{other}', which {path} answers.",
                "Leave it with the article that answers it best, or add the word that makes the difference.",
            )
