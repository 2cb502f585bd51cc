"""
Measure the browser's own search beside the service: ``python -m tests.benchmarks.fallback --corpus DIR ...``.

It writes the static index of a corpus, loads it as a browser does (in Node), and asks both the known queries. Printed
are how far their first fives agree, each one's right answers first and among five, what the index weighs, how long the
first answer takes in Chromium, with loading, and how long the others take in Node. The run fails below
`LEAST_AGREEING`, for a site of up to 3,000 articles above `MAX_COMPRESSED_BYTES`, and above `MOST_FIRST_ANSWER_MS`.

How far two first fives agree is read in five ways (`Agreement`). On a site of up to `SMALL_SITE` articles, or whose
texts fit into the index, overlap@5 must reach `LEAST_AGREEING`. On a larger one most of the five must be the same for
so many queries, and overlap@5 must not fall below what was reached, `LEAST_OVERLAP_OF_LARGE_SITES`. With
``--articles N`` a corpus is cut down to as many of its articles, always the same.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from publishing.fallback.index import MAX_COMPRESSED_BYTES, static_index
from tests.benchmarks.first_answer import first_answer_ms
from tests.benchmarks.search_corpus import Corpus, KnownQuery, read_corpus
from tests.benchmarks.search_measures import DEPTH, Quality, quality, right_rank
from tests.benchmarks.search_peers.ours import Ours

NODE = Path(sys.executable).parent / "node"  # pinned with the test tools, as a bare machine has none
HERE = Path(__file__).parent / "search_peers"
SMALL_SITE = 3_000
LEAST_AGREEING = 0.8
LEAST_OVERLAP_OF_LARGE_SITES = 0.7
MOST_FIRST_ANSWER_MS = 300
FIRST_ANSWERS = 9
FIRST = 5
MOST = 0.6


class Browser:
    """The static index of a corpus, searched by the scripts of the site."""

    name = "browser"

    def __init__(self, corpus: Corpus, folder: Path, max_bytes: int = MAX_COMPRESSED_BYTES, lang: str = "en") -> None:
        """Load the index of *corpus*, written to *folder*, for readers of *lang*."""
        self._id_of_url = {article.url: article.id for article in corpus.catalogue.articles}
        self._file = folder / "search.json"
        self._file.write_bytes(static_index(corpus.catalogue, max_bytes))
        self._process = subprocess.Popen(
            [NODE, "fallback.mjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._ask({"file": str(self._file), "lang": lang})

    @property
    def index(self) -> bytes:
        """The index that is searched."""
        return self._file.read_bytes()

    @property
    def compressed_bytes(self) -> int:
        """What a browser loads."""
        return len(gzip.compress(self.index))

    def search(self, query: str, *, partial: bool, limit: int) -> list[str]:
        """Ask as a reader does."""
        return [self._id_of_url[url] for url, _, _ in self.hits(query, partial=partial, limit=limit)]

    def hits(self, query: str, *, partial: bool = False, limit: int = FIRST) -> list[tuple[str, str, list[str]]]:
        """Give for each hit its address, that of its section, and the words that its excerpt marks."""
        return [
            (url, section, marked)
            for url, section, marked in self._ask({"query": query, "limit": limit, "partial": partial})["hits"]
        ]

    def correction(self, query: str) -> str | None:
        """Give *query* as it was taken, where a word of it is misspelled."""
        correction: str | None = self._ask({"query": query, "limit": FIRST, "partial": False})["correction"]
        return correction

    def close(self) -> None:
        """Stop the process."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, message: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@dataclass(frozen=True)
class Agreement:
    """Shares of the queries for which two first fives agree, in one sense or another."""

    first_is_there: float
    """The service's first is among the browser's five."""
    most_shared: float
    """At least three of five articles are the same."""
    same_first: float
    """Both have the same article first."""
    same_five: float
    """Both have the same five, in any order."""
    shared: float
    """Overlap@5: how many of the service's five articles are the browser's too, on average."""

    def __str__(self) -> str:
        return (
            f"overlap@5 {self.shared:.1%}; the service's first is among the browser's five for "
            f"{self.first_is_there:.1%}, three of five are the same for {self.most_shared:.1%}, the first for "
            f"{self.same_first:.1%}, all five for {self.same_five:.1%}"
        )


def agreement(browsed: Sequence[Sequence[str]], served: Sequence[Sequence[str]]) -> Agreement:
    """Compare the first five of each query; those that the service finds nothing for do not count."""
    pairs = [(list(one[:FIRST]), list(other[:FIRST])) for one, other in zip(browsed, served, strict=True) if other]
    shares = np.array([len({*one} & {*other}) / len(other) for one, other in pairs])
    return Agreement(
        first_is_there=float(np.mean([other[0] in one for one, other in pairs])),
        most_shared=float(np.mean(shares >= MOST)),
        shared=float(np.mean(shares)),
        same_first=float(np.mean([one[:1] == other[:1] for one, other in pairs])),
        same_five=float(np.mean([{*one} == {*other} for one, other in pairs])),
    )


@dataclass(frozen=True)
class Compared:
    """The browser's search beside the service's, on the same queries."""

    articles: int
    agreement: Agreement
    browser: Quality
    service: Quality
    compressed_bytes: int
    with_texts: bool
    first_answer_ms: float
    p95_ms: float

    def __str__(self) -> str:
        return (
            f"{self.articles} articles: {self.agreement}; "
            f"s@1 / s@5 {self.browser.first:.3f} / {self.browser.five:.3f} "
            f"(service {self.service.first:.3f} / {self.service.five:.3f}); "
            f"{self.compressed_bytes / 1000:.0f} kB compressed, {'with' if self.with_texts else 'without'} texts; "
            f"first answer {self.first_answer_ms:.0f} ms, p95 {self.p95_ms:.1f} ms"
        )

    def missed(self) -> Iterator[str]:
        """Say what falls short."""
        if self.agreement.most_shared < LEAST_AGREEING:
            yield f"three of five are the same for {self.agreement.most_shared:.1%}, less than {LEAST_AGREEING:.0%}"
        small = self.with_texts or self.articles <= SMALL_SITE
        least = LEAST_AGREEING if small else LEAST_OVERLAP_OF_LARGE_SITES
        if self.agreement.shared < least:
            yield f"overlap@5 is {self.agreement.shared:.1%}, less than {least:.0%}"
        if self.articles <= SMALL_SITE and self.compressed_bytes > MAX_COMPRESSED_BYTES:
            yield f"the index weighs {self.compressed_bytes} bytes"
        if self.first_answer_ms > MOST_FIRST_ANSWER_MS:
            yield f"the first answer takes {self.first_answer_ms:.0f} ms"


def compare(
    corpus: Corpus, queries: Sequence[KnownQuery], first_answer_ms: Callable[[bytes, Sequence[str]], float]
) -> Compared:
    """Ask browser and service *queries*; *first_answer_ms* is given the index and the first few of them."""
    with tempfile.TemporaryDirectory() as folder, _browser(corpus, Path(folder)) as browser:
        service = Ours.built(corpus.catalogue, Path(folder) / "index")
        times_ms, browsed, served = [], [], []
        for query in queries:
            limit = DEPTH + len(query.ignored)
            started = time.perf_counter()
            browsed.append(browser.search(query.text, partial=False, limit=limit))
            times_ms.append((time.perf_counter() - started) * 1000)
            served.append(service.search(query.text, partial=False, limit=limit))
        return Compared(
            articles=len(corpus.catalogue.articles),
            agreement=agreement(browsed, served),
            browser=quality([right_rank(one, query) for one, query in zip(browsed, queries, strict=True)]),
            service=quality([right_rank(one, query) for one, query in zip(served, queries, strict=True)]),
            compressed_bytes=browser.compressed_bytes,
            with_texts="texts" in json.loads(browser.index),
            first_answer_ms=first_answer_ms(browser.index, [query.text for query in queries[:FIRST_ANSWERS]]),
            p95_ms=float(np.percentile(times_ms[1:], 95)),
        )


@contextmanager
def _browser(corpus: Corpus, folder: Path) -> Iterator[Browser]:
    browser = Browser(corpus, folder)
    try:
        yield browser
    finally:
        browser.close()


def cut_down(corpus: Corpus, count: int) -> Corpus:
    """Leave *count* articles, always the same, and the queries that one of them answers."""
    articles = corpus.catalogue.articles
    kept = {one.id for one in sorted(articles, key=lambda one: hashlib.sha256(one.id.encode()).digest())[:count]}
    left = corpus.catalogue.model_copy(update={"articles": tuple(one for one in articles if one.id in kept)})
    return Corpus(corpus.name, left, tuple(query for query in corpus.queries if query.right & kept))


@click.command()
@click.option("--corpus", "folders", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--articles", type=click.IntRange(min=1), help="Cut each corpus down to so many.")
def main(folders: tuple[Path, ...], articles: int | None) -> None:
    """Print how the browser's search compares; fail when it falls short."""
    short: list[str] = []
    for folder in folders:
        corpus = read_corpus(folder) if articles is None else cut_down(read_corpus(folder), articles)
        known = [query for query in corpus.queries if query.kind == "known"]
        compared = compare(corpus, known, first_answer_ms)
        click.echo(f"{corpus.name}, {compared}")
        short += (f"{corpus.name}: {said}" for said in compared.missed())
    if short:
        click.echo("\n".join(["Missed:", *short]), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
