"""
Measure what search learns, and what it can be taught: ``python -m tests.benchmarks.learning --corpus DIR``.

Visitors who are made up ask the known queries of a corpus for some weeks. They look at the result at place *k* with
chance 1 / k, and open what they look at when it is right (8 of 10), or by mistake (1 of 10); of what was right and
opened, one of five says that it helped. Then there are those who open whatever stands first, and one who opens the
same article after every query as often as the rate limit lets through. For each world it prints right answers first
and among five, before and after.

The run fails when visitors who know what they look for do not make search better, when blind ones make it worse by
more than noise, or when a flood costs more than `MOST_LOST_TO_FLOOD`.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import click

from feedback_api.searches.learning import Success, learn
from search_service.answers.engine import SearchEngine
from search_service.answers.experience import CurrentExperience, Experience, write_experience
from search_service.index.build import build_index
from search_service.index.store import IndexStore
from search_service.schemas import SearchQuery
from search_service.settings import EXPERIENCE_FILE
from tests.benchmarks.search_corpus import Corpus, KnownQuery, read_corpus
from tests.benchmarks.search_measures import DEPTH, Quality, quality, right_rank

DAYS = 28
SEARCHES_A_DAY = 3
FLOOD_A_DAY = 500
BEGIN = date(2026, 11, 1)
OPENS_RIGHT, OPENS_WRONG, SAYS_SO = 0.8, 0.1, 0.2
MOST_LOST_TO_CHANCE = 0.01
MOST_LOST_TO_FLOOD = 0.03

Found = Sequence[str]
World = Callable[[KnownQuery, Found, random.Random], Iterator[Success]]


@dataclass(frozen=True)
class Taught:
    """How good search was before and after it learned in a world."""

    before: Quality
    after: Quality

    @property
    def won(self) -> float:
        """How many more of 1 are answered first."""
        return self.after.first - self.before.first

    def __str__(self) -> str:
        first, five = (
            f"{self.before.first:.3f} -> {self.after.first:.3f}",
            f"{self.before.five:.3f} -> {self.after.five:.3f}",
        )
        return f"s@1 {first}, s@5 {five}"


def knowing(query: KnownQuery, found: Found, chance: random.Random) -> Iterator[Success]:
    """Open what is right, or now and then something else, of what is looked at."""
    for day in _days(SEARCHES_A_DAY):
        for place, article in enumerate(found, start=1):
            right = article in query.right
            if chance.random() < 1 / place and chance.random() < (OPENS_RIGHT if right else OPENS_WRONG):
                helpful = True if right and chance.random() < SAYS_SO else None
                yield Success(query.text, "en", article, day, place, helpful)
                break


def blind(query: KnownQuery, found: Found, chance: random.Random) -> Iterator[Success]:
    """Open whatever is looked at, right or not."""
    for day in _days(SEARCHES_A_DAY):
        for place, article in enumerate(found, start=1):
            if chance.random() < 1 / place and chance.random() < OPENS_WRONG:
                yield Success(query.text, "en", article, day, place)
                break


def flooding(query: KnownQuery, found: Found, chance: random.Random) -> Iterator[Success]:
    """Open one wrong article of the first page as often as the rate limit lets through, among honest visitors."""
    yield from knowing(query, found, chance)
    wrong = [article for article in found[1:] if article not in query.right]
    for day in _days(FLOOD_A_DAY if wrong else 0):
        yield Success(query.text, "en", wrong[-1], day, DEPTH, helpful=True)


WORLDS: dict[str, World] = {"knowing": knowing, "blind": blind, "flooding": flooding}


def _days(each: int) -> Iterator[date]:
    for day in range(DAYS):
        for _ in range(each):
            yield BEGIN + timedelta(days=day)


def teach(engine: SearchEngine, path: Path, queries: Sequence[KnownQuery], world: World) -> Taught:
    """Let the visitors of *world* ask *queries*, and let *engine*, which reads *path*, learn from them."""
    write_experience(Experience(), path)
    found = [_ask(engine, query) for query in queries]
    chance = random.Random(1)
    visits = [visit for query, shown in zip(queries, found, strict=True) for visit in world(query, shown, chance)]
    write_experience(learn(visits), path)
    before = quality([right_rank(shown, query) for query, shown in zip(queries, found, strict=True)])
    return Taught(before, quality([right_rank(_ask(engine, query), query) for query in queries]))


def missed(taught: dict[str, Taught]) -> Iterator[str]:
    """Say which bounds do not hold."""
    if taught["knowing"].won <= 0:
        yield "Visitors who know what they look for make search no better."
    if taught["blind"].won < -MOST_LOST_TO_CHANCE:
        yield "Visitors who open anything make search worse."
    if taught["flooding"].won < -MOST_LOST_TO_FLOOD:
        yield "One who floods every query costs more than the bound."


def _ask(engine: SearchEngine, query: KnownQuery) -> Found:
    response = engine.search(SearchQuery(q=query.text, lang="en", limit=DEPTH + len(query.ignored)))
    return [hit.article_id for hit in response.results if hit.article_id not in query.ignored][:DEPTH]


@click.command()
@click.option("--corpus", "folders", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
def main(folders: tuple[Path, ...]) -> None:
    """Print what was learned in each world; fail when a bound does not hold."""
    short: list[str] = []
    for folder in folders:
        corpus = read_corpus(folder)
        click.echo(f"{corpus.name}:")
        taught = _teach_all(corpus)
        short += missed(taught)
    if short:
        click.echo("\n".join(short), err=True)
        sys.exit(1)


def _teach_all(corpus: Corpus) -> dict[str, Taught]:
    known = [query for query in corpus.queries if query.kind == "known"]
    taught: dict[str, Taught] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = IndexStore(Path(folder))
        build_index(corpus.catalogue, store, print)
        path = Path(folder) / EXPERIENCE_FILE
        engine = SearchEngine.open(store.current(), CurrentExperience(path))
        for name, world in WORLDS.items():
            taught[name] = teach(engine, path, known, world)
            click.echo(f"  {name:<9} {taught[name]}")
    return taught


if __name__ == "__main__":
    main()
