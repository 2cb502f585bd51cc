"""How a change of the content moves the places at which search finds articles by their questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publishing.content_site import ContentSite
from publishing.page_meta import texts_of
from search_service.engine import SearchEngine
from search_service.schemas import MAX_HITS, SearchQuery


@dataclass(frozen=True)
class Move:
    """
    A question whose article is found at another place than before.

    Places begin at 1; None is further down than anybody looks, or that the article was not there.
    """

    question: str
    path: str
    before: int | None
    after: int | None

    @property
    def is_worse(self) -> bool:
        """Whether readers find the article later than before, or no more."""
        return (self.after or MAX_HITS + 1) > (self.before or MAX_HITS + 1)

    def __str__(self) -> str:
        """Write the move on one line."""
        return f"{_place(self.before)} \u2192 {_place(self.after)}  {self.question}  ({self.path})"


def _place(place: int | None) -> str:
    return "-" if place is None else str(place)


def moves(site: ContentSite, before: SearchEngine, after: SearchEngine) -> Iterator[Move]:
    """Yield each question of *site*, which *after* has indexed, whose article *before* finds at another place."""
    for article_id, page in site.articles.items():
        for question in texts_of(page.front_matter.get("answers")):
            places = [_place_of(article_id, question, engine) for engine in (before, after)]
            if places[0] != places[1]:
                yield Move(question, page.path, places[0], places[1])


def _place_of(article_id: str, question: str, engine: SearchEngine) -> int | None:
    hits = engine.search(SearchQuery(q=question, limit=MAX_HITS)).results
    return next((hit.rank for hit in hits if hit.article_id == article_id), None)


def told(found: list[Move], asked: int) -> str:
    """Write what moved, the worst first, in Markdown that reads well on a terminal too."""
    if not found:
        return f"Search questions: {asked}. All find their article at the same place as before.\n"
    worse = sum(move.is_worse for move in found)
    sooner = len(found) - worse
    head = f"Search questions: {asked}. Their article is found later than before: {worse}, sooner: {sooner}.\n\n"
    ordered = sorted(found, key=lambda move: (not move.is_worse, -(move.after or MAX_HITS + 1), move.question))
    return head + "".join(f"- {move}\n" for move in ordered)
