from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.catalogue import Article, Catalogue
from search_service.answers.engine import SearchEngine
from search_service.index import contents
from search_service.index.build import build_index
from search_service.index.store import IndexStore, read_manifest, verify_files
from search_service.schemas import SearchQuery
from tests.search_service.conftest import make_article, make_catalogue

pytestmark = pytest.mark.slow

WORDS = ["refund", "invoice", "password", "export", "billing", "video", "colour", "Konto", "Passwort", "reset"]
QUERIES = [*WORDS, "reset password", "invoice refnd", "billing vid"]


def articles(count: int, edition: str) -> list[Article]:
    """Write *count* different articles; *edition* stands in their texts."""
    return [
        make_article(
            f"article-{n}",
            f"{WORDS[n % 10]} {WORDS[n % 7]}",
            ("", "", f"About {WORDS[(n + 3) % 10]} in {edition}."),
            ("more", WORDS[(n + 5) % 10], f"And {WORDS[n % 3]} too."),
            lang="de" if n % 4 == 0 else "en",
        )
        for n in range(count)
    ]


def build(folder: Path, *catalogues: Catalogue) -> SearchEngine:
    """Index *catalogues* one after the other in one folder, and open what serves in the end."""
    store = IndexStore(folder)
    for catalogue in catalogues:
        build_index(catalogue, store, print)
    return SearchEngine.open(store.current())


def answers(engine: SearchEngine) -> list[list[tuple[str, str, str]]]:
    """Ask many things, and give what was found."""
    found = []
    for query in QUERIES:
        hits = engine.search(SearchQuery(q=query, partial=True, limit=50)).results
        found.append(
            sorted((hit.article_id, hit.section.url, "".join(run.text for run in hit.excerpt)) for hit in hits)
        )
    return found


def test_a_changed_article_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    """After one article changed, its new text is found and its old text is not; the others are as they were."""
    before = articles(40, "spring")
    changed = make_article("article-7", "Zebra crossing", ("", "", "Stripes."))
    engine = build(tmp_path, make_catalogue(*before), make_catalogue(*before[:7], changed, *before[8:]))
    assert [hit.article_id for hit in engine.search(SearchQuery(q="zebra stripes")).results] == ["article-7"]
    found = engine.search(SearchQuery(q="refund invoice password export", limit=50)).results
    assert "article-7" not in {hit.article_id for hit in found}
    assert engine.url_of("article-7") == "guides/article-7/"


def test_a_small_change_keeps_what_is_unchanged(tmp_path: Path) -> None:
    """The files of unchanged articles are the same files, not written again."""
    before = articles(40, "spring")
    store = IndexStore(tmp_path)
    build_index(make_catalogue(*before), store, print)
    segments = {path.name: path.stat().st_ino for path in store.current().glob("whoosh/*.seg")}
    build_index(make_catalogue(*before[1:], make_article("new", "New")), store, print)
    after = {path.name: path.stat().st_ino for path in store.current().glob("whoosh/*.seg")}
    assert segments.items() <= after.items()
    verify_files(store.current(), read_manifest(store.current()))


def test_a_removed_article_is_gone(tmp_path: Path) -> None:
    """An article that left the catalogue is neither found nor known by its id."""
    before = [*articles(40, "spring"), make_article("gone", "Zebra crossing")]
    engine = build(tmp_path, make_catalogue(*before), make_catalogue(*before[:-1]))
    assert engine.search(SearchQuery(q="zebra crossing")).total == 0
    assert engine.url_of("gone") is None


def test_a_new_language_is_added(tmp_path: Path) -> None:
    """The first article in another language is analysed by that language."""
    before = [article for article in articles(60, "spring") if article.lang == "en"]
    german = make_article("neu", "Einstellungen ändern", lang="de")
    engine = build(tmp_path, make_catalogue(*before), make_catalogue(*before, german))
    assert [hit.article_id for hit in engine.search(SearchQuery(q="Einstellung")).results] == ["neu"]


def test_after_many_updates_the_index_is_written_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments do not pile up without end."""
    monkeypatch.setattr(contents, "MAX_SEGMENTS", 3)
    store = IndexStore(tmp_path)
    for turn in range(6):
        build_index(make_catalogue(*articles(40, "spring"), make_article("turn", f"Turn {turn}")), store, print)
        assert len(list(store.current().glob("whoosh/*.seg"))) <= 3


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    removed=st.sets(st.integers(0, 39), max_size=2),
    changed=st.sets(st.integers(0, 39), max_size=2),
    added=st.integers(0, 2),
)
def test_an_updated_index_answers_as_one_written_in_full(
    tmp_path_factory: pytest.TempPathFactory, removed: set[int], changed: set[int], added: int
) -> None:
    """Whatever few articles change, the updated index finds the same sections with the same excerpts."""
    before = articles(40, "spring")
    after = articles(40, "autumn")
    mixed = [after[n] if n in changed else before[n] for n in range(40) if n not in removed]
    mixed += [make_article(f"added-{n}", f"Refund {n}", ("", "", "password colour")) for n in range(added)]
    updated = build(tmp_path_factory.mktemp("updated"), make_catalogue(*before), make_catalogue(*mixed))
    written = build(tmp_path_factory.mktemp("written"), make_catalogue(*mixed))
    assert answers(updated) == answers(written)
