"""
Measure cost as the content grows: ``python -m tests.benchmarks.growth --corpus DIR [--sections N ...]``.

Of the largest corpus it takes as many articles, spread evenly, as have so many sections. Each size is indexed and
searched in a process of its own; the table says the processor seconds of the build, those of one changed article, the
size on disk, the milliseconds of searches as they are known, with excerpts, and the memory of a worker with the files
that it shares with others. The run fails when anything grows faster than the number of sections, and when a size
exceeds what is promised for it.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import click

from publishing.catalogue import Catalogue
from search_service.answers.engine import SearchEngine
from search_service.index.build import build_index
from search_service.index.store import IndexStore
from tests.benchmarks.search_corpus import Corpus, KnownQuery, read_corpus
from tests.benchmarks.search_measures import Measured, measure, memory_mb
from tests.benchmarks.search_peers.ours import Ours

SIZES = (1_000, 20_000, 108_000)
# Of what linear growth allows: small sizes also pay what has no size.
TOLERANCE = 1.25
MOST_BUILD_SECONDS = (20_000, 20.0)
MOST_CHANGE_SECONDS = 1.0
MOST_MEMORY_MB = 400.0
QUERIES = 300


@dataclass(frozen=True)
class Cost:
    """What one size costs."""

    sections: int
    build_seconds: float
    change_seconds: float
    megabytes: float
    median_ms: float
    p95_ms: float
    memory_mb: float

    def __str__(self) -> str:
        return (
            f"{self.sections:>9} {self.build_seconds:>9.1f} {self.change_seconds:>10.2f} {self.megabytes:>8.1f} "
            f"{self.median_ms:>8.2f} {self.p95_ms:>8.2f} {self.memory_mb:>10.0f}"
        )


HEADER = f"{'sections':>9} {'build s':>9} {'change s':>10} {'MB':>8} {'p50 ms':>8} {'p95 ms':>8} {'memory MB':>10}"


def cost(corpus: Corpus, sections: int, folder: Path) -> Cost:
    """Index and search so many *sections* of *corpus* in this process."""
    catalogue = _part(corpus, sections)
    store = IndexStore(folder)
    # What the benchmark holds of the whole corpus is not the build's to look through.
    gc.collect()
    gc.freeze()
    began = time.process_time()
    build_index(catalogue, store, print)
    built = time.process_time() - began
    first, *others = catalogue.articles
    changed = catalogue.model_copy(update={"articles": (first.model_copy(update={"title": "Changed"}), *others)})
    began = time.process_time()
    build_index(changed, store, print)
    change = time.process_time() - began
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    asked = [query for query in corpus.queries if query.kind == "known"][:QUERIES]
    count = sum(len(article.sections) for article in catalogue.articles)
    searched, memory = _in_a_worker(folder, asked)
    return Cost(count, built, change, size, searched.speed.median_ms, searched.speed.p95_ms, memory)


def _part(corpus: Corpus, sections: int) -> Catalogue:
    every = max(corpus.section_count / sections, 1)
    articles = corpus.catalogue.articles
    chosen = [articles[round(place * every)] for place in range(int(len(articles) / every))]
    return corpus.catalogue.model_copy(update={"articles": tuple(chosen)})


def _in_a_worker(index: Path, queries: Sequence[KnownQuery]) -> tuple[Measured, float]:
    """Search in a fresh process, which holds nothing of the build."""
    asked = json.dumps([query.text for query in queries])
    command = [sys.executable, "-m", "tests.benchmarks.growth", "--worker", str(index)]
    said = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
    answer = json.loads(said)
    return Measured([None] * len(answer["times_ms"]), answer["times_ms"]), answer["memory_mb"]


def _work(index: Path) -> None:
    engine = Ours(SearchEngine.open(IndexStore(index).current()))
    queries = [KnownQuery(text, "known", text, frozenset(), frozenset()) for text in json.load(sys.stdin)]
    measured = measure(engine, queries, at_most_seconds=600)
    click.echo(json.dumps({"times_ms": list(measured.times_ms), "memory_mb": memory_mb()}))


def missed(costs: Sequence[Cost]) -> Iterator[str]:
    """Say what grows too fast, and what exceeds its bound."""
    for smaller, larger in pairwise(costs):
        growth = larger.sections / smaller.sections * TOLERANCE
        for name, value in asdict(smaller).items():
            if name not in {"sections", "change_seconds"} and getattr(larger, name) > value * growth:
                yield f"{name} grows faster than the content: {value:.2f} to {getattr(larger, name):.2f}"
    for one in costs:
        if one.sections <= MOST_BUILD_SECONDS[0] * 1.05 and one.build_seconds > MOST_BUILD_SECONDS[1]:
            yield f"{one.sections} sections are built in {one.build_seconds:.1f} s"
        if one.change_seconds > MOST_CHANGE_SECONDS and one.sections <= MOST_BUILD_SECONDS[0] * 1.05:
            yield f"one changed article of {one.sections} sections takes {one.change_seconds:.2f} s"
        if one.memory_mb > MOST_MEMORY_MB:
            yield f"a worker needs {one.memory_mb:.0f} MB at {one.sections} sections"


@click.command()
@click.option("--corpus", "folder", type=click.Path(path_type=Path, exists=True))
@click.option("--sections", "sizes", type=int, multiple=True, default=SIZES, show_default=True)
@click.option("--worker", type=click.Path(path_type=Path, exists=True), hidden=True)
def main(folder: Path | None, sizes: tuple[int, ...], worker: Path | None) -> None:
    """Print what each size costs; fail when something grows too fast or exceeds its bound."""
    if worker:
        _work(worker)
        return
    if folder is None:
        raise click.UsageError("Name a corpus.")
    corpus = read_corpus(folder)
    click.echo(HEADER)
    costs = []
    for sections in sorted(sizes):
        with tempfile.TemporaryDirectory() as made:
            costs.append(cost(corpus, sections, Path(made)))
        click.echo(str(costs[-1]))
    short = [*missed(costs)]
    if short:
        click.echo("\n".join(["Missed:", *short]), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
