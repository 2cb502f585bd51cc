from __future__ import annotations

import tracemalloc
from pathlib import Path

from search_service.engine import SearchEngine
from search_service.index_build import build_index
from search_service.index_store import IndexStore
from search_service.schemas import SearchQuery
from tests.search_service.conftest import make_article, make_catalogue


def test_opening_an_index_copies_none_of_it(tmp_path: Path) -> None:
    """What a worker takes for itself does not grow with the texts: these stay in files that all workers share."""
    articles = [
        make_article(f"a{number}", f"Title {number}", ("", "", " ".join(f"w{number}x{word}" for word in range(300))))
        for number in range(300)
    ]
    store = IndexStore(tmp_path)
    build_index(make_catalogue(*articles), store, print)
    segments = sum(path.stat().st_size for path in store.current().rglob("*.seg"))
    tracemalloc.start()
    engine = SearchEngine.open(store.current())
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert segments > 3_000_000
    assert taken < segments / 4
    assert engine.search(SearchQuery(q="w7x9")).results[0].article_id == "a7"
