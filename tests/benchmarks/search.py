"""
Measure search beside its peers: ``python -m tests.benchmarks.search --corpus DIR [--corpus DIR ...]``.

A corpus is a folder with ``catalogue.json.gz`` and ``queries.jsonl``. For each it prints the share of right answers
first (s@1) and among five (s@5), the mean reciprocal rank over ten (MRR@10), latency, build time and size.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from publishing.catalogue import Catalogue
from tests.benchmarks.search_corpus import KINDS, Corpus, read_corpus
from tests.benchmarks.search_measures import Peer, measure
from tests.benchmarks.search_peers.fts5 import Fts5
from tests.benchmarks.search_peers.ours import Ours

PEERS: dict[str, Callable[[Catalogue, Path], Peer]] = {"ours": Ours, "fts5": Fts5}
HEADER = (
    f"{'engine':<16}" + "".join(f"| {kind:<7} s@1   s@5   MRR   p50    p95 ms " for kind in KINDS) + "| build s  MB"
)


@click.command()
@click.option("--corpus", "folders", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--peer", "names", type=click.Choice(list(PEERS)), multiple=True, default=list(PEERS))
def main(folders: tuple[Path, ...], names: tuple[str, ...]) -> None:
    """Print one table a corpus."""
    for folder in folders:
        corpus = read_corpus(folder)
        click.echo(f"\n{corpus.name}: {len(corpus.catalogue.articles)} articles, {corpus.section_count} sections")
        click.echo(HEADER)
        for name in names:
            click.echo(_row(name, corpus))


def _row(name: str, corpus: Corpus) -> str:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        started = time.perf_counter()
        peer = PEERS[name](corpus.catalogue, folder)
        build_seconds = time.perf_counter() - started
        row = f"{peer.name:<16}"
        for kind in KINDS:
            good, fast = measure(peer, [query for query in corpus.queries if query.kind == kind])
            row += f"|         {good.first:.3f} {good.five:.3f} {good.reciprocal:.3f} "
            row += f"{fast.median_ms:6.2f} {fast.p95_ms:6.2f} "
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        return f"{row}| {build_seconds:6.1f} {size / 1e6:5.1f}"


if __name__ == "__main__":
    main()
