"""
Measure the memory of one worker: ``python -m tests.benchmarks.search_memory --corpus DIR --index DIR``.

The index must be built (``help-centre index --catalogue DIR/catalogue.json.gz --index DIR``). A fresh process opens it,
answers every query of the corpus, and prints what it occupies; what it maps from files, workers share.
"""

from __future__ import annotations

import time
from pathlib import Path

import click

from search_service.engine import SearchEngine
from search_service.index_store import IndexStore
from search_service.schemas import SearchQuery
from tests.benchmarks.search_corpus import read_queries
from tests.benchmarks.search_measures import memory_mb


@click.command()
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--index", "folder", type=click.Path(path_type=Path, exists=True), required=True)
def main(corpus: Path, folder: Path) -> None:
    """Print memory before opening, after opening and after all queries."""
    before = memory_mb()
    started = time.perf_counter()
    engine = SearchEngine.open(IndexStore(folder).current())
    seconds = time.perf_counter() - started
    opened = memory_mb()
    queries = read_queries(corpus)
    for query in queries:
        engine.search(SearchQuery(q=query.text, partial=query.partial))
    click.echo(
        f"program {before:.0f} MB, index open {opened:.0f} MB in {seconds:.2f} s, "
        f"after {len(queries)} queries {memory_mb():.0f} MB"
    )


if __name__ == "__main__":
    main()
