from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.catalogue import Article, Catalogue
from search_service.answers.engine import SearchEngine
from search_service.index import contents
from search_service.index.array_files import load, save
from search_service.index.arrays import RankingArrays
from search_service.index.build import build_index
from search_service.index.store import IndexStore, read_manifest, verify_files
from search_service.schemas import SearchQuery, SuggestQuery
from tests.search_service.conftest import make_article, make_catalogue

pytestmark = pytest.mark.slow

WORDS = ["refund", "invoice", "password", "export", "billing", "video", "colour", "Konto", "Passwort", "reset"]
QUERIES = [
    *WORDS,
    "reset password",
    "invoice refnd",
    "billing vid",
    "how do I export my colour?",
    "Passwort Konto",
    "zzz",
]


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


def answers(engine: SearchEngine) -> list[object]:
    """Ask many things in several ways, and give what was found, in its order, with what made each score."""
    found: list[object] = []
    for text, lang, partial in product(QUERIES, ("de", None), (False, True)):
        query = SearchQuery(q=text, lang=lang, partial=partial, limit=50)
        answer = engine.search(query).model_dump(exclude={"search_id", "took_ms"})
        reasons = [[(signal.name, value) for signal, value in one] for one in engine.explain(query)]
        found.append((answer, reasons, engine.suggest(SuggestQuery(q=text, lang=lang))))
    return found


def ranked_from(folder: Path) -> dict[str, str]:
    """Give a digest of every file that answers are ranked from; where Whoosh keeps what it stores is left out."""
    version = IndexStore(folder).current()
    arrays = load(RankingArrays, version, contents.RANKING)
    same_for_all = replace(arrays.table, section_document=np.zeros_like(arrays.table.section_document))
    (folder / "compared").mkdir(exist_ok=True)
    save(replace(arrays, table=same_for_all), folder / "compared", contents.RANKING)
    files = {path.name: path for path in [*version.iterdir(), *(folder / "compared").iterdir()] if path.is_file()}
    # It has digests of all files.
    del files["manifest.json"]
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def with_title(article: Article, title: str) -> Article:
    """Rename *article*: another title at another address, under the same id."""
    return article.model_copy(update={"title": title, "url": f"guides/{title.casefold().replace(' ', '-')}/"})


def history() -> Iterator[list[Article]]:
    """Give what is published after each of some edits; the index is brought up to date after each."""
    now = [*articles(40, "spring"), make_article("tour", "Tour", ("", "", "Zebra."), lang="fr", kind="video")]
    yield now
    now = [*now[:7], articles(40, "autumn")[7], *now[8:]]  # changed
    yield now
    now = [*now[:20], *now[22:]]  # two deleted
    yield now
    now = [*now[:3], with_title(now[3], "Password colours"), *now[4:]]  # renamed
    yield now
    now = [make_article("first", "Refund a video", ("", "", "Invoice, invoice."), ("b", "Export", "")), *now]  # added
    yield now
    now = [*now[:12], make_article("neu", "Konto Export", ("", "", "Passwort."), lang="de"), *now[12:-1]]  # no French
    yield now
    now = [now[-1], *now[1:-1], now[0]]  # in another order
    yield now


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


def test_an_index_ranks_by_what_is_published_and_not_by_what_once_was(tmp_path: Path) -> None:
    """After each of several edits the updated index gives the hits, scores and reasons of one built anew."""
    updated = tmp_path / "updated"
    updates = 0
    for number, published in enumerate(history()):
        written = tmp_path / f"written-{number}"
        assert answers(build(updated, make_catalogue(*published))) == answers(
            build(written, make_catalogue(*published))
        )
        assert ranked_from(updated) == ranked_from(written)
        updates += len(list(IndexStore(updated).current().glob("whoosh/*.seg"))) > 1
    assert updates > 3, "it was built anew instead: nothing was compared"
