"""
Measure search beside its peers: ``python -m tests.benchmarks.search --corpus DIR ... [--peer NAME ...]``.

A corpus is a folder with ``catalogue.json.gz`` and ``queries.jsonl``. For each it prints the share of right answers
first (s@1) and among five (s@5), the mean reciprocal rank over ten (MRR), latency with excerpts, build time and size.
The run fails when ours is behind the best peer of the same run in s@1 or s@5 of any kind of query.
Tantivy is measured when it is installed (``pip install tantivy``), lunr and MiniSearch when Node is.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from publishing.catalogue import Catalogue
from tests.benchmarks.search_corpus import KINDS, Corpus, read_corpus
from tests.benchmarks.search_measures import Peer, Quality, Speed, measure
from tests.benchmarks.search_peers.fts5 import Fts5
from tests.benchmarks.search_peers.node_peer import NodePeer
from tests.benchmarks.search_peers.ours import Ours
from tests.benchmarks.search_peers.plain_whoosh import PlainWhoosh

OURS = "ours"
MakePeer = Callable[[Catalogue, Path], Peer]
HEADER = (
    f"{'engine':<12}" + "".join(f"| {kind:<7} s@1   s@5   MRR   p50 ms p95 ms " for kind in KINDS) + "| build s    MB"
)


def _peers() -> dict[str, MakePeer]:
    """List ours and every peer that can run here."""
    peers: dict[str, MakePeer] = {OURS: Ours, "fts5": Fts5, "whoosh": PlainWhoosh}
    if importlib.util.find_spec("tantivy"):
        from tests.benchmarks.search_peers.tantivy_peer import Tantivy  # noqa: PLC0415 - needs what may be missing

        peers["tantivy"] = Tantivy
    if shutil.which("node"):
        peers |= {name.lower(): partial(NodePeer, name) for name in ("lunr", "MiniSearch")}
    return peers


@dataclass(frozen=True)
class Row:
    """What was measured of one engine on one corpus."""

    name: str
    by_kind: dict[str, tuple[Quality, Speed]]
    build_seconds: float
    megabytes: float

    def __str__(self) -> str:
        shown = f"{self.name:<12}"
        for good, fast in self.by_kind.values():
            shown += f"|         {good.first:.3f} {good.five:.3f} {good.reciprocal:.3f} "
            shown += f"{fast.median_ms:6.2f} {fast.p95_ms:6.2f} "
        return f"{shown}| {self.build_seconds:7.1f} {self.megabytes:5.1f}"


@click.command()
@click.option("--corpus", "folders", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--peer", "names", type=click.Choice(list(_peers())), multiple=True, default=list(_peers()))
def main(folders: tuple[Path, ...], names: tuple[str, ...]) -> None:
    """Print one table a corpus; fail when ours is behind a peer."""
    behind: list[str] = []
    for folder in folders:
        corpus = read_corpus(folder)
        click.echo(f"\n{corpus.name}: {len(corpus.catalogue.articles)} articles, {corpus.section_count} sections")
        click.echo(HEADER)
        rows: dict[str, Row] = {}
        for name in names:
            rows[name] = _measure(_peers()[name], corpus)
            click.echo(str(rows[name]))
        behind += [f"{corpus.name}: {finding}" for finding in _behind(rows)]
    if behind:
        click.echo("\nBehind a peer:\n" + "\n".join(behind), err=True)
        sys.exit(1)


def _measure(make: MakePeer, corpus: Corpus) -> Row:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        started = time.perf_counter()
        peer = make(corpus.catalogue, folder)
        build_seconds = time.perf_counter() - started
        by_kind = {kind: measure(peer, [query for query in corpus.queries if query.kind == kind]) for kind in KINDS}
        if isinstance(peer, NodePeer):
            peer.close()
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Row(peer.name, by_kind, build_seconds, size / 1e6)


def _behind(rows: dict[str, Row]) -> list[str]:
    """Name every peer that is better than ours at any kind of query."""
    if OURS not in rows:
        return []
    return [
        f"{kind} {measure}: {row.name} {getattr(row.by_kind[kind][0], measure):.3f}, ours {getattr(ours, measure):.3f}"
        for kind, (ours, _) in rows[OURS].by_kind.items()
        for row in rows.values()
        for measure in ("first", "five")
        if getattr(row.by_kind[kind][0], measure) > getattr(ours, measure)
    ]


if __name__ == "__main__":
    main()
