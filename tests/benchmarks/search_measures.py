"""How good and how fast the answers are."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from tests.benchmarks.search_corpus import KnownQuery

DEPTH = 10


class Peer(Protocol):
    """A search engine, built on a catalogue and ready to answer."""

    name: str

    def search(self, query: str, *, partial: bool, limit: int) -> list[str]:
        """Give the ids of the best articles, with excerpts made as a page of results would show them."""
        ...


@dataclass(frozen=True)
class Quality:
    """Shares of queries answered first and among the first five, mean reciprocal rank over ten."""

    first: float
    five: float
    reciprocal: float
    queries: int


@dataclass(frozen=True)
class Speed:
    """Milliseconds that half, and 95 of 100, queries take at most."""

    median_ms: float
    p95_ms: float


def right_rank(found: Sequence[str], query: KnownQuery) -> int | None:
    """Give the place of the first right answer among the first ten that count, from 1."""
    counted = [article for article in found if article not in query.ignored or article in query.right]
    return next((rank for rank, article in enumerate(counted[:DEPTH], start=1) if article in query.right), None)


def memory_mb() -> float:
    """Give the megabytes that this process occupies now, pages of mapped files among them."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True)
class Measured:
    """For each query that was asked, in their order: the place of the right answer, and the milliseconds it took."""

    ranks: Sequence[int | None]
    times_ms: Sequence[float]

    def quality(self, at_most: int | None = None) -> Quality:
        """Sum up all queries, or only the first so many, which are all that a slower engine was asked."""
        return quality(self.ranks[:at_most])

    @property
    def speed(self) -> Speed:
        """Sum up the times."""
        return Speed(float(np.median(self.times_ms)), float(np.percentile(self.times_ms, 95)))


def measure(peer: Peer, queries: Sequence[KnownQuery], at_most_seconds: float) -> Measured:
    """
    Ask *peer* every query once (and ten beforehand, so that files are in memory).

    A peer that needs longer than *at_most_seconds* is asked no more: a second for each query would take an hour.
    """
    for query in queries[:DEPTH]:
        peer.search(query.text, partial=query.partial, limit=DEPTH)
    ranks: list[int | None] = []
    times_ms: list[float] = []
    for query in queries:
        limit = DEPTH + len(query.ignored)
        started = time.perf_counter()
        found = peer.search(query.text, partial=query.partial, limit=limit)
        times_ms.append((time.perf_counter() - started) * 1000)
        ranks.append(right_rank(found, query))
        if sum(times_ms) > at_most_seconds * 1000:
            break
    return Measured(ranks, times_ms)


def quality(ranks: Sequence[int | None]) -> Quality:
    """Sum up the ranks of right answers, None for none."""
    count = max(len(ranks), 1)
    placed = [rank for rank in ranks if rank]
    return Quality(
        first=sum(rank == 1 for rank in placed) / count,
        five=sum(rank <= 5 for rank in placed) / count,
        reciprocal=sum(1 / rank for rank in placed) / count,
        queries=len(ranks),
    )
