"""The engine of the help centre."""

from __future__ import annotations

from pathlib import Path

from publishing.catalogue import Catalogue
from search_service.answers.engine import SearchEngine
from search_service.index.build import build_index
from search_service.index.store import IndexStore
from search_service.schemas import MAX_HITS, SearchQuery


class Ours:
    """Our engine, asked in process."""

    name = "help-centre"

    def __init__(self, engine: SearchEngine) -> None:
        self.engine = engine

    @classmethod
    def built(cls, catalogue: Catalogue, folder: Path) -> Ours:
        """Build the index of *catalogue* in *folder*, and open it."""
        store = IndexStore(folder)
        build_index(catalogue, store, print)
        return cls(SearchEngine.open(store.current()))

    def search(self, query: str, *, partial: bool, limit: int) -> list[str]:
        """Ask as the HTTP interface does."""
        response = self.engine.search(SearchQuery(q=query, partial=partial, limit=min(limit, MAX_HITS)))
        return [hit.article_id for hit in response.results]
