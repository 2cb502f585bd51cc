from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from publishing.catalogue import Catalogue, CatalogueError, write_catalogue
from search_service.answers.current_engine import CurrentEngine
from search_service.index.build import build_index, index_catalogue
from search_service.index.store import LOCK, MANIFEST, IndexStore, IndexUnusableError
from search_service.schemas import SearchQuery
from search_service.settings import SearchSettings
from tests.search_service.conftest import make_article, make_catalogue


@pytest.fixture
def service(tmp_path: Path, catalogue: Catalogue) -> CurrentEngine:
    """Give what a service asks for its engine; no index is built yet."""
    write_catalogue(catalogue, tmp_path / "catalogue.json")
    return CurrentEngine(SearchSettings(catalogue=str(tmp_path / "catalogue.json"), index=tmp_path / "index"))


def test_a_missing_index_is_built_from_the_catalogue_and_said(
    service: CurrentEngine, caplog: pytest.LogCaptureFixture
) -> None:
    """A service that finds no index builds it, says so in the log, and answers."""
    assert service.get().search(SearchQuery(q="refund")).total == 1
    assert "built anew" in caplog.text


def test_a_damaged_index_is_built_anew_at_the_start(
    service: CurrentEngine, tmp_path: Path, catalogue: Catalogue
) -> None:
    """A service that finds a damaged index replaces it."""
    store = IndexStore(tmp_path / "index")
    build_index(catalogue, store, print)
    (store.current() / MANIFEST).unlink()
    assert service.get().search(SearchQuery(q="refund")).total == 1


def test_without_index_and_catalogue_the_reason_is_told(service: CurrentEngine, tmp_path: Path) -> None:
    """With nothing to build from, the error is about the catalogue."""
    (tmp_path / "catalogue.json").unlink()
    with pytest.raises(CatalogueError):
        service.get()


def _forbid_writing(index: Path) -> None:
    """Take the right to write, also from the superuser: what cannot be locked cannot be written."""
    (index / LOCK).unlink(missing_ok=True)
    (index / LOCK).mkdir()


def test_an_index_that_is_up_to_date_need_not_be_writable(
    service: CurrentEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A folder that only another program may write serves without a word."""
    index_catalogue(str(tmp_path / "catalogue.json"), IndexStore(tmp_path / "index"), print)
    _forbid_writing(tmp_path / "index")
    assert service.get().search(SearchQuery(q="refund")).total == 1
    assert caplog.text == ""


def test_an_old_index_that_cannot_be_written_serves_as_it_is(
    service: CurrentEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the new catalogue cannot be indexed, the old index answers, and the log says why."""
    old = make_catalogue(make_article("old", "Refunds of old"))
    build_index(old, IndexStore(tmp_path / "index"), print)
    _forbid_writing(tmp_path / "index")
    assert [hit.article_id for hit in service.get().search(SearchQuery(q="refund")).results] == ["old"]
    assert "cannot be written" in caplog.text
    assert "served as it is" in caplog.text


def test_a_sound_index_serves_while_the_catalogue_is_damaged(
    service: CurrentEngine, tmp_path: Path, catalogue: Catalogue
) -> None:
    """A catalogue that cannot be read takes nobody the search that was built from the last one."""
    build_index(catalogue, IndexStore(tmp_path / "index"), print)
    (tmp_path / "catalogue.json").write_text("{")
    assert service.get().search(SearchQuery(q="refund")).total == 1


def test_without_a_sound_index_the_reason_is_told(service: CurrentEngine, tmp_path: Path) -> None:
    """Where there is no index and none can be written, that is the error."""
    (tmp_path / "index").mkdir()
    _forbid_writing(tmp_path / "index")
    with pytest.raises(IndexUnusableError, match="cannot be written"):
        service.get()


def test_an_index_of_another_catalogue_is_replaced_at_the_start(
    service: CurrentEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """An index made from another site's catalogue does not serve this one."""
    build_index(make_catalogue(make_article("other", "Refunds elsewhere")), IndexStore(tmp_path / "index"), print)
    assert [hit.article_id for hit in service.get().search(SearchQuery(q="refund")).results] == ["invoices"]
    assert "of another catalogue" in caplog.text


def test_a_new_index_serves_at_the_next_search(service: CurrentEngine, tmp_path: Path) -> None:
    """After an exchange the very next question is answered from the new index."""
    service.get()
    build_index(make_catalogue(make_article("new", "Something new")), IndexStore(tmp_path / "index"), print)
    assert service.get().search(SearchQuery(q="something")).total == 1
    assert service.get().search(SearchQuery(q="refund")).total == 0


def test_the_engine_stays_open_between_searches(service: CurrentEngine) -> None:
    """As long as the index is the same, so is the engine."""
    assert service.get() is service.get()


def test_a_service_goes_on_when_its_index_is_taken_away(service: CurrentEngine, tmp_path: Path) -> None:
    """Removing the index under a running service does not stop it."""
    service.get()
    shutil.rmtree(tmp_path / "index")
    assert service.get().search(SearchQuery(q="refund")).total == 1


@pytest.mark.slow
def test_searches_go_on_without_error_while_the_index_is_exchanged(service: CurrentEngine, tmp_path: Path) -> None:
    """Threads that search through twenty exchanges see the old answer or the new one, never an error or a mixture."""
    store = IndexStore(tmp_path / "index")
    catalogues = [make_catalogue(*(make_article(f"a{i}-{n}", f"Refund {i}") for n in range(5))) for i in range(2)]
    build_index(catalogues[0], store, print)
    done = threading.Event()
    seen: list[frozenset[str]] = []
    failed: list[BaseException] = []

    def search() -> None:
        try:
            while not done.is_set():
                seen.append(frozenset(hit.title for hit in service.get().search(SearchQuery(q="refund")).results))
        except BaseException as error:  # noqa: BLE001 - whatever happens in the thread is the finding
            failed.append(error)

    write_catalogue(catalogues[0], tmp_path / "catalogue.json")
    searchers = [threading.Thread(target=search) for _ in range(4)]
    for searcher in searchers:
        searcher.start()
    for turn in range(20):
        build_index(catalogues[(turn + 1) % 2], store, print)
    done.set()
    for searcher in searchers:
        searcher.join()
    assert failed == []
    assert set(seen) == {frozenset({"Refund 0"}), frozenset({"Refund 1"})}
