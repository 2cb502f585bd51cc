"""Asking search about pages as they stand in their files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publishing.catalogue import Catalogue
from publishing.site.build import STATE_FOLDER
from publishing.source.draft_catalogue import draft_catalogue
from publishing.source.site import ContentSite
from search_service.answers.engine import SearchEngine
from search_service.index.build import Say, build_index
from search_service.index.store import IndexStore

DRAFT_INDEX = Path(STATE_FOLDER) / "draft-index"


def open_drafts(site: ContentSite, index: Path, say: Say) -> SearchEngine:
    """Index *site* as it stands in its files, in the folder *index*, which keeps what did not change."""
    return engine_of(draft_catalogue(site), index, say)


def in_each_language(site: ContentSite) -> Iterator[tuple[ContentSite, Path]]:
    """Yield what readers of each language search first, and the folder of its index."""
    yield site, DRAFT_INDEX
    for lang in sorted(site.translated_into):
        yield site.in_language(lang), of_language(DRAFT_INDEX, lang)


def of_language(index: Path, lang: str) -> Path:
    """Return the folder beside *index* that holds the translations into *lang*; *index* for the first language, ''."""
    return index.with_name(f"{index.name}-{lang}") if lang else index


def engine_of(catalogue: Catalogue, index: Path, say: Say, *, near: Path | None = None) -> SearchEngine:
    """Index *catalogue* in the folder *index*, beginning with what the folder *near* holds."""
    store = IndexStore(index)
    build_index(catalogue, store, say, near=IndexStore(near) if near else None)
    return SearchEngine.open(store.current())
