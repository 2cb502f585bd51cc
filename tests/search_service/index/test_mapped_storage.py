from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search_service.answers.engine import SearchEngine
from search_service.index.build import build_index
from search_service.index.store import IndexStore
from search_service.schemas import SearchQuery
from tests.search_service.conftest import make_article, make_catalogue

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path) -> IndexStore:
    """Give an index of three hundred articles, each with words of its own."""
    articles = [
        make_article(f"a{number}", f"Title {number}", ("", "", " ".join(f"w{number}x{word}" for word in range(300))))
        for number in range(300)
    ]
    store = IndexStore(tmp_path)
    build_index(make_catalogue(*articles), store, print)
    return store


@pytest.fixture
def _restless_threads() -> Iterator[None]:
    """Let threads take turns at every step."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_restless_threads")
def test_threads_that_share_an_engine_read_what_they_asked_for(store: IndexStore) -> None:
    """However threads take turns, each gets the texts of its own results."""
    engine = SearchEngine.open(store.current())

    def ask(number: int) -> str:
        hit = engine.search(SearchQuery(q=f"w{number}x9")).results[0]
        return f"{hit.article_id} {hit.title} {next(run.text for run in hit.excerpt if run.match)}"

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(300)))
    assert answers == [f"a{number} Title {number} w{number}x9" for number in range(300)]


def test_opening_an_index_copies_none_of_it(store: IndexStore) -> None:
    """What a worker takes for itself does not grow with the texts: these stay in files that all workers share."""
    segments = sum(path.stat().st_size for path in store.current().rglob("*.seg"))
    tracemalloc.start()
    engine = SearchEngine.open(store.current())
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert segments > 3_000_000
    assert taken < segments / 4
    assert engine.search(SearchQuery(q="w7x9")).results[0].article_id == "a7"
