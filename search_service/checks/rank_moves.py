"""How a change of the content moves the places at which search finds articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publishing.links.forwarding import LeadsNowhere, Place
from publishing.source.site import ContentSite
from search_service.answers.engine import SearchEngine
from search_service.checks.editions import Editions
from search_service.checks.logged_searches import LoggedSearch
from search_service.checks.touched_words import Claim
from search_service.schemas import MAX_HITS, SearchQuery


@dataclass(frozen=True)
class Move:
    """
    A question whose article is found at another place than before.

    Places begin at 1; None is further down than anybody looks, or that the article was not there. ``searches`` is how
    often people searched for it, 0 where nobody counted. A question that ``is_dropped`` is asked no more from now on.
    """

    question: str
    path: str
    before: int | None
    after: int | None
    searches: int = 0
    is_dropped: bool = False

    @property
    def is_worse(self) -> bool:
        """Whether readers find the article later than before, or no more."""
        return _depth(self.after) > _depth(self.before)

    @property
    def is_better(self) -> bool:
        """Whether readers find the article sooner than before."""
        return _depth(self.after) < _depth(self.before)

    def __str__(self) -> str:
        """Write the move on one line."""
        often = f", {self.searches} searches" if self.searches else ""
        dropped = ", no longer claimed" if self.is_dropped else ""
        return f"{_place(self.before)} \u2192 {_place(self.after)}  {self.question}  ({self.path}{often}{dropped})"


def _place(place: int | None) -> str:
    return "not found" if place is None else str(place)


def _depth(place: int | None) -> int:
    return MAX_HITS + 1 if place is None else place


@dataclass(frozen=True)
class RankMoves:
    """The questions that moved; how many there are, and how many of them were left out because of their number."""

    moves: list[Move]
    questions: int
    left_out: int


def rank_moves(editions: Editions) -> RankMoves:
    """
    Find the moves of `Editions` in every language.

    Questions that the change dropped are told wherever they stand.
    """
    found = [_rank_moves(each) for each in editions.in_each_language()]
    return RankMoves(
        [move for each in found for move in each.moves],
        sum(each.questions for each in found),
        sum(each.left_out for each in found),
    )


def _rank_moves(editions: Editions) -> RankMoves:
    """
    Find each question that an article claims or claimed whose article is found at another place than before.

    Questions that the change dropped are told wherever they stand.
    """
    claimed = {article.id: article.answers for article in editions.catalogue.articles}
    claims = [(article, question) for article in editions.catalogue.articles for question in article.answers]
    dropped: list[Claim] = []
    for article in editions.base_catalogue.articles:
        for question in article.answers:
            if question not in claimed.get(_now(editions.site, article.id), ()):
                dropped.append((article, question))
            elif question not in claimed.get(article.id, ()):
                claims.append((article, question))
    asked = editions.touched.worth_asking(claims)
    moved = [move for claim in asked.claims if (move := _move(editions, claim)).is_worse or move.is_better]
    moved += [replace(_move(editions, claim), is_dropped=True) for claim in dropped]
    questions = sum(len(answers) for answers in claimed.values())
    return RankMoves(moved, questions, asked.left_out)


def _move(editions: Editions, claim: Claim) -> Move:
    article, question = claim
    now = _now(editions.site, article.id)
    before = _places(question, editions.before).get(article.id)
    return Move(question, _path(editions.site, now), before, _places(question, editions.after).get(now))


def moves_of_searches(editions: Editions, searches: Iterable[LoggedSearch]) -> Iterator[Move]:
    """
    Yield each of *searches* that leads to its article at another place than before.

    Its article is the one that people opened most, else the one that stood first before.
    """
    for search in searches:
        old, new = _places(search.query, editions.before), _places(search.query, editions.after)
        article_id = search.article_id or next(iter(old), None)
        if article_id is None:
            continue
        now = _now(editions.site, article_id)
        if old.get(article_id) != new.get(now):
            path = _path(editions.site, now)
            yield Move(search.query, path, old.get(article_id), new.get(now), search.searches)


def _now(site: ContentSite, article_id: str) -> str:
    """Return the article that stands in the place of *article_id* now; itself when there is none."""
    try:
        return site.forwarding.lead(Place(article_id)).article_id
    except LeadsNowhere:
        return article_id


def _path(site: ContentSite, article_id: str) -> str:
    page = site.articles.get(article_id)
    return page.path if page else f"{article_id}, which is no more"


def _places(question: str, engine: SearchEngine) -> dict[str, int]:
    """Give the place of each article that is found, in their order."""
    return {
        article_id: place for place, article_id in enumerate(engine.ids(SearchQuery(q=question, limit=MAX_HITS)), 1)
    }


def told(found: list[Move], asked: int, noun: str = "Search questions", *, left_out: int = 0) -> str:
    """Write what moved, the worst first, in Markdown that reads well on a terminal too."""
    beside = f"\n{left_out} that share no word with what changed were not asked.\n" if left_out else ""
    if not found:
        others = "All that were asked" if left_out else "All"
        return f"{noun}: {asked}. {others} find their article at the same place as before.\n{beside}"
    worse, better = sum(move.is_worse for move in found), sum(move.is_better for move in found)
    dropped = sum(move.is_dropped for move in found)
    ending = f", no longer claimed: {dropped}" if dropped else ""
    head = f"{noun}: {asked}. Their article is found later than before: {worse}, sooner: {better}{ending}.\n\n"
    ordered = sorted(
        found, key=lambda move: (not move.is_worse, move.is_better, -move.searches, -_depth(move.after), move.question)
    )
    return head + "".join(f"- {move}\n" for move in ordered) + beside
