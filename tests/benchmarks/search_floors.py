"""What the search benchmark must reach: floors that were reached before, and never less than a peer of the same run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.benchmarks.search_measures import Measured

OURS = "ours"
SPEED_PEER = "fts5"
# Of the 95th percentile of FTS5 with snippets, on corpora of at least so many sections; unfinished words may take half
# as long again.
SPEED_SHARES = ((100_000, 1 / 3), (15_000, 1.0))
UNFINISHED = 1.5
# What was reached, by corpus and kind of query: right answers first, and among the first five.
REACHED: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "help-s": {"known": (0.746, 0.908), "typo": (0.740, 0.908), "prefix": (0.706, 0.882)},
    "docs-m": {"known": (0.592, 0.838), "typo": (0.569, 0.826), "prefix": (0.530, 0.757)},
    "docs-l": {"known": (0.695, 0.875), "typo": (0.688, 0.862), "prefix": (0.583, 0.758)},
}


@dataclass(frozen=True)
class Row:
    """What was measured of one engine on one corpus."""

    name: str
    by_kind: Mapping[str, Measured]
    build_seconds: float
    megabytes: float

    def __str__(self) -> str:
        shown = f"{self.name:<12}"
        for measured in self.by_kind.values():
            good, fast = measured.quality(), measured.speed
            shown += f"| {good.queries:>7} {good.first:.3f} {good.five:.3f} {good.reciprocal:.3f} "
            shown += f"{fast.median_ms:6.2f} {fast.p95_ms:6.2f} "
        return f"{shown}| {self.build_seconds:7.1f} {self.megabytes:5.1f}"


def missed(corpus: str, section_count: int, rows: Mapping[str, Row]) -> Iterator[str]:
    """Say what ours does not reach on *corpus*, a sentence each; nothing when ours was not measured."""
    if OURS not in rows:
        return
    yield from _below_floors(corpus, rows[OURS])
    for row in rows.values():
        yield from _behind(rows[OURS], row)
    if SPEED_PEER in rows:
        yield from _slower(section_count, rows[OURS], rows[SPEED_PEER])


def _below_floors(corpus: str, ours: Row) -> Iterator[str]:
    for kind, (first, five) in REACHED.get(corpus, {}).items():
        reached = ours.by_kind[kind].quality()
        for name, value, floor in (("s@1", reached.first, first), ("s@5", reached.five, five)):
            if round(value, 3) < floor:
                yield f"{kind} {name} is {value:.3f}, and was {floor:.3f} before"


def _behind(ours: Row, peer: Row) -> Iterator[str]:
    """Compare on the queries that *peer* was asked: a slow one is asked the first of them only."""
    for kind, measured in peer.by_kind.items():
        asked = len(measured.ranks)
        mine, other = ours.by_kind[kind].quality(asked), measured.quality()
        for name, reached, best in (("s@1", mine.first, other.first), ("s@5", mine.five, other.five)):
            if reached < best:
                yield f"{kind} {name} is {reached:.3f}, behind {peer.name} with {best:.3f} (of {asked} queries)"


def _slower(section_count: int, ours: Row, peer: Row) -> Iterator[str]:
    share = next((share for least, share in SPEED_SHARES if section_count >= least), None)
    if share is None:
        return
    for kind, measured in ours.by_kind.items():
        most_ms = peer.by_kind[kind].speed.p95_ms * share
        if kind == "prefix":
            most_ms = max(peer.by_kind["known"].speed.p95_ms * share * UNFINISHED, most_ms)
        if measured.speed.p95_ms > most_ms:
            yield f"{kind} p95 is {measured.speed.p95_ms:.2f} ms, above {most_ms:.2f} ms ({share:.2f} of {peer.name})"
