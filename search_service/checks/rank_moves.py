"""How a change of the content moves the places at which search finds articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publishing.content_site import ContentSite
from publishing.page_meta import texts_of
from search_service.answers.engine import SearchEngine
from search_service.checks.logged_searches import LoggedSearch
from search_service.schemas import MAX_HITS, SearchQuery


@dataclass(frozen=True)
class Move:
    """
    A question whose article is found at another place than before.

    Places begin at 1; None is further down than anybody looks, or that the article was not there. ``searches`` is how
    often people searched for it, 0 where nobody counted.
    """

    question: str
    path: str
    before: int | None
    after: int | None
    searches: int = 0

    @property
    def is_worse(self) -> bool:
        """Whether readers find the article later than before, or no more."""
        return (self.after or MAX_HITS + 1) > (self.before or MAX_HITS + 1)

    def __str__(self) -> str:
        """Write the move on one line."""
        often = f", {self.searches} searches" if self.searches else ""
        return f"{_place(self.before)} \u2192 {_place(self.after)}  {self.question}  ({self.path}{often})"


def _place(place: int | None) -> str:
    return "not found" if place is None else str(place)


def moves(site: ContentSite, before: SearchEngine, after: SearchEngine) -> Iterator[Move]:
    """Yield each question of *site*, which *after* has indexed, whose article *before* finds at another place."""
    for article_id, page in site.articles.items():
        for question in texts_of(page.front_matter.get("answers")):
            places = [_places(question, engine).get(article_id) for engine in (before, after)]
            if places[0] != places[1]:
                yield Move(question, page.path, places[0], places[1])


def moves_of_searches(
    site: ContentSite, searches: Iterable[LoggedSearch], before: SearchEngine, after: SearchEngine
) -> Iterator[Move]:
    """
    Yield each of *searches* that leads to its article at another place than before.

    Its article is the one that people opened most, else the one that stood first *before*.
    """
    for search in searches:
        old, new = _places(search.query, before), _places(search.query, after)
        article_id = search.article_id or next(iter(old), None)
        if article_id is not None and old.get(article_id) != new.get(article_id):
            page = site.articles.get(article_id)
            path = page.path if page else f"{article_id}, which is no more"
            yield Move(search.query, path, old.get(article_id), new.get(article_id), search.searches)


def _places(question: str, engine: SearchEngine) -> dict[str, int]:
    """Give the place of each article that is found, in their order."""
    return {hit.article_id: hit.rank for hit in engine.search(SearchQuery(q=question, limit=MAX_HITS)).results}


def told(found: list[Move], asked: int, noun: str = "Search questions") -> str:
    """Write what moved, the worst first, in Markdown that reads well on a terminal too."""
    if not found:
        return f"{noun}: {asked}. All find their article at the same place as before.\n"
    worse = sum(move.is_worse for move in found)
    sooner = len(found) - worse
    head = f"{noun}: {asked}. Their article is found later than before: {worse}, sooner: {sooner}.\n\n"
    ordered = sorted(
        found, key=lambda move: (not move.is_worse, -move.searches, -(move.after or MAX_HITS + 1), move.question)
    )
    return head + "".join(f"- {move}\n" for move in ordered)
