"""
Measure search beside its peers: ``python -m tests.benchmarks.search --corpus DIR ... [--peer NAME ...]``.

A corpus is a folder with ``catalogue.json.gz`` and ``queries.jsonl``. For each it prints the share of right answers
first (s@1) and among five (s@5), the mean reciprocal rank over ten (MRR), latency with excerpts, build time and size.
The run fails when ours is behind any peer of the same run in s@1 or s@5 of any kind of query, below what it reached
before, or slower than FTS5 allows (`search_floors`).
Tantivy is measured when it is installed (``pip install tantivy``), lunr and MiniSearch when Node is.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from publishing.catalogue import Catalogue
from tests.benchmarks.search_corpus import KINDS, Corpus, read_corpus
from tests.benchmarks.search_floors import OURS, Row, missed
from tests.benchmarks.search_measures import Peer, measure
from tests.benchmarks.search_peers.fts5 import Fts5
from tests.benchmarks.search_peers.node_peer import NodePeer
from tests.benchmarks.search_peers.ours import Ours
from tests.benchmarks.search_peers.plain_whoosh import PlainWhoosh

# A sample of a slow engine is a matter of luck, and being behind on one fails the run: so it is asked for long.
MOST_SECONDS_A_KIND = 300
MakePeer = Callable[[Catalogue, Path], Peer]
HEADER = (
    f"{'engine':<12}" + "".join(f"| {kind:>7} s@1   s@5   MRR   p50 ms p95 ms " for kind in KINDS) + "| build s    MB"
)


def _peers() -> dict[str, MakePeer]:
    """List ours and every peer that can run here."""
    peers: dict[str, MakePeer] = {OURS: Ours.built, "fts5": Fts5, "whoosh": PlainWhoosh}
    if importlib.util.find_spec("tantivy"):
        from tests.benchmarks.search_peers.tantivy_peer import Tantivy  # noqa: PLC0415 - needs what may be missing

        peers["tantivy"] = Tantivy
    if shutil.which("node"):
        peers |= {name.lower(): partial(NodePeer, name) for name in ("lunr", "MiniSearch")}
    return peers


@click.command()
@click.option("--corpus", "folders", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--peer", "names", type=click.Choice(list(_peers())), multiple=True, default=list(_peers()))
def main(folders: tuple[Path, ...], names: tuple[str, ...]) -> None:
    """Print one table a corpus; fail when ours misses a floor or is behind a peer."""
    short: list[str] = []
    for folder in folders:
        corpus = read_corpus(folder)
        click.echo(f"\n{corpus.name}: {len(corpus.catalogue.articles)} articles, {corpus.section_count} sections")
        click.echo(HEADER)
        rows: dict[str, Row] = {}
        for name in names:
            rows[name] = _measure(_peers()[name], corpus)
            click.echo(str(rows[name]))
        short += [f"{corpus.name}: {said}" for said in missed(corpus.name, corpus.section_count, rows)]
    if short:
        click.echo("\nMissed:\n" + "\n".join(short), err=True)
        sys.exit(1)


def _measure(make: MakePeer, corpus: Corpus) -> Row:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        started = time.perf_counter()
        peer = make(corpus.catalogue, folder)
        build_seconds = time.perf_counter() - started
        by_kind = {
            kind: measure(peer, [query for query in corpus.queries if query.kind == kind], MOST_SECONDS_A_KIND)
            for kind in KINDS
        }
        if isinstance(peer, NodePeer):
            peer.close()
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Row(peer.name, by_kind, build_seconds, size / 1e6)


if __name__ == "__main__":
    main()
