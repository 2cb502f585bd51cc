"""HC032: search finds each article by the questions that it answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from publishing.articles.meta import texts_of
from publishing.rules.finding import Finding
from publishing.rules.lists_of_text import MOST_CHARS
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite
from search_service.answers.engine import SearchEngine
from search_service.ranking.signals import Explanation
from search_service.schemas import Hit, SearchQuery

CODE = "HC032"
MAX_PLACE = 3
_LOOKED_AT = 20


@dataclass(frozen=True)
class Answered:
    """What search finds for a question: the hits in their order, each with what made its score."""

    hits: list[tuple[Hit, Explanation]]

    def place_of(self, article_id: str) -> int | None:
        """Return the place of an article, from 1 on, None when it is not among the first `_LOOKED_AT`."""
        return next((hit.rank for hit, _ in self.hits if hit.article_id == article_id), None)

    def stands(self, article_id: str) -> str:
        """Say where an article stands."""
        place = self.place_of(article_id)
        return f"at place {place}" if place else f"not among the first {_LOOKED_AT}"

    @property
    def above(self) -> str:
        """Name what stands first, and what speaks for it."""
        return "; ".join(f"'{hit.title}' ({_why(because)})" for hit, because in self.hits[:MAX_PLACE])


def has_questions(site: ContentSite) -> bool:
    """Tell whether any article of *site* names a question that it answers."""
    return any(questions_of(page) for page in site.articles.values())


def questions_of(page: SourcePage) -> tuple[str, ...]:
    """Return the questions that *page* says it answers, but for what HC013 finds too long to be one."""
    return tuple(text for text in texts_of(page.front_matter.get("answers")) if len(text) <= MOST_CHARS)


def is_found(engine: SearchEngine, question: str, article_id: str) -> bool:
    """Tell whether an article is among the first `MAX_PLACE` for *question*."""
    return article_id in engine.ids(SearchQuery(q=question, limit=MAX_PLACE))


def unfound(site: ContentSite, engine: SearchEngine, *, only: Collection[str] | None = None) -> Iterator[Finding]:
    """
    Ask *engine* every question that an article of *site* says it answers, or only those of the pages at *only*.

    Found are the articles that do not come among the first `MAX_PLACE` for their own question, with what stands above
    them and why.
    """
    for article_id, page in site.articles.items():
        for question in questions_of(page) if only is None or page.path in only else ():
            if not is_found(engine, question, article_id):
                yield _finding(page, article_id, question, answered(engine, question))


def answered(engine: SearchEngine, question: str) -> Answered:
    """Ask *question*, and why what is found stands where it does."""
    query = SearchQuery(q=question, limit=_LOOKED_AT)
    return Answered(list(zip(engine.search(query).results, engine.explain(query), strict=True)))


def _finding(page: SourcePage, article_id: str, question: str, found: Answered) -> Finding:
    above = found.above
    return Finding(
        page.path,
        page.line_of("answers"),
        CODE,
        f"search finds this article {found.stands(article_id)} for its question '{question}', below {above}."
        if above
        else f"search finds nothing for the question '{question}'.",
        "Use the words of the question in title, summary or a heading, or leave the question to the article above.",
    )


def _why(because: Explanation) -> str:
    """Name the two things that speak most for a hit."""
    return ", ".join(f"{signal.name} {value:.1f}" for signal, value in because[:2])
