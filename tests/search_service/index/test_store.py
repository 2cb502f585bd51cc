from __future__ import annotations

import errno
import json
import multiprocessing
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing.catalogue import Catalogue, write_catalogue
from search_service.answers.engine import SearchEngine
from search_service.index.build import build_index, index_catalogue
from search_service.index.store import (
    MANIFEST,
    IndexFolderTakenError,
    IndexStore,
    IndexUnusableError,
    read_manifest,
    verify_files,
)
from search_service.schemas import SearchQuery
from tests.search_service.conftest import make_article, make_catalogue

Damage = Callable[[Path], None]


def titles(store: IndexStore, query: str) -> list[str]:
    """Give the titles that the serving version finds."""
    engine = SearchEngine.open(store.current())
    return [hit.title for hit in engine.search(SearchQuery(q=query)).results]


def say_nothing(_: str) -> None:
    """Take a message and leave it."""


def test_a_built_index_is_left_alone_while_the_catalogue_is_the_same(store: IndexStore, catalogue: Catalogue) -> None:
    """A second build of the same catalogue does nothing."""
    assert build_index(catalogue, store, say_nothing)
    served = store.current()
    assert not build_index(catalogue, store, say_nothing)
    assert store.current() == served


def test_a_new_catalogue_takes_over_and_the_old_version_goes(store: IndexStore, catalogue: Catalogue) -> None:
    """The pointer moves to the new version, and nothing of the old one stays."""
    build_index(catalogue, store, say_nothing)
    old = store.current()
    build_index(make_catalogue(make_article("new", "Something new")), store, say_nothing)
    assert titles(store, "new") == ["Something new"]
    assert not old.exists()


def test_a_crash_while_building_leaves_the_old_version_serving(store: IndexStore, catalogue: Catalogue) -> None:
    """What fails in the middle never serves, and the next build clears it away."""
    build_index(catalogue, store, say_nothing)
    served = store.current()
    with pytest.raises(FileNotFoundError), store.new_version() as folder:
        (folder / "missing").read_bytes()
    assert store.current() == served
    build_index(make_catalogue(make_article("new", "Something new")), store, say_nothing)
    assert [entry.name for entry in store.folder.iterdir() if entry.is_dir()] == [store.current().name]


@pytest.mark.slow
def test_a_killed_builder_leaves_the_old_version_and_no_lock(store: IndexStore, catalogue: Catalogue) -> None:
    """A build that is killed blocks nobody: the old version serves, the next build goes ahead at once."""
    build_index(make_catalogue(make_article("old", "Old")), store, say_nothing)
    context = multiprocessing.get_context("spawn")
    builder = context.Process(target=_build_for_ever, args=(store.folder,))
    builder.start()
    while not list(store.folder.glob("*.building")):
        time.sleep(0.01)
    assert builder.pid
    builder.kill()
    builder.join()
    assert builder.exitcode == -signal.SIGKILL
    assert titles(store, "old") == ["Old"]
    assert build_index(catalogue, store, say_nothing)


def _build_for_ever(folder: Path) -> None:
    store = IndexStore(folder)
    with store.writing(say_nothing), store.new_version():
        time.sleep(600)


def test_a_second_builder_waits_and_says_so(store: IndexStore, catalogue: Catalogue) -> None:
    """Two builds at once follow each other; the second one says that it waits."""
    said: list[str] = []
    with store.writing(say_nothing):
        second = threading.Thread(target=build_index, args=(catalogue, store, said.append))
        second.start()
        while not said:
            time.sleep(0.01)
        assert not store.pointer.exists()
    second.join()
    assert said == ["Another process is building the search index; waiting for it ..."]
    assert store.current().is_dir()


def test_who_waited_builds_what_is_published_by_then(store: IndexStore, tmp_path: Path) -> None:
    """A build that began before a publication, and ends after the build of that, does not bring back the old text."""
    source, published = tmp_path / "catalogue.json", threading.Event()
    write_catalogue(make_catalogue(make_article("old", "Old")), source)

    def publish(_: str) -> None:
        write_catalogue(make_catalogue(make_article("new", "New")), source)
        published.set()

    with store.writing(say_nothing):
        second = threading.Thread(target=index_catalogue, args=(str(source), store, publish))
        second.start()
        assert published.wait(60)
    second.join()
    assert (titles(store, "new"), titles(store, "old")) == (["New"], [])


def _truncate(version: Path) -> None:
    segment = next(version.rglob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:100])


def _scribble(version: Path) -> None:
    path = version / "ranking.arrays"
    content = bytearray(path.read_bytes())
    content[-1] ^= 0xFF
    path.write_bytes(content)


def _remove_segment(version: Path) -> None:
    next(version.rglob("*.seg")).unlink()


def _garble_manifest(version: Path) -> None:
    (version / MANIFEST).write_bytes(b"\x00\xff not json")


def _other_format(version: Path) -> None:
    (version / MANIFEST).write_text('{"format": 0}')


def _manifest_of_no_files(version: Path) -> None:
    _rewrite_manifest(version, files=[])


def _forget_what_is_gone(version: Path) -> None:
    _rewrite_manifest(version, files={})
    (version / "ranking.arrays").unlink()


def _rewrite_manifest(version: Path, **changes: object) -> None:
    content = json.loads((version / MANIFEST).read_text())
    (version / MANIFEST).write_text(json.dumps(content | changes))


def _foreign(version: Path) -> None:
    shutil.rmtree(version)
    version.mkdir()
    (version / "something.txt").write_text("of another program")


@pytest.mark.parametrize(
    "damage",
    [
        _truncate,
        _scribble,
        _remove_segment,
        _garble_manifest,
        _manifest_of_no_files,
        _forget_what_is_gone,
        _other_format,
        _foreign,
    ],
)
def test_a_damaged_or_foreign_version_is_noticed_and_replaced(
    store: IndexStore, catalogue: Catalogue, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is wrong with the files is found when they are opened; a build replaces them and says so in the log."""
    build_index(catalogue, store, say_nothing)
    damage(store.current())
    with pytest.raises(IndexUnusableError) as caught:
        SearchEngine.open(store.current())
    assert "help-centre index" in caught.value.hint
    assert build_index(catalogue, store, say_nothing)
    assert "built anew" in caplog.text
    verify_files(store.current(), read_manifest(store.current()))


@pytest.mark.parametrize("content", [b"", b"nowhere", b"../..", b"\xff\xfe"])
def test_a_pointer_that_leads_nowhere_is_no_index(store: IndexStore, catalogue: Catalogue, content: bytes) -> None:
    """A pointer that names no version of this folder is reported, not followed."""
    build_index(catalogue, store, say_nothing)
    store.pointer.write_bytes(content)
    with pytest.raises(IndexUnusableError):
        store.current()


def test_a_mistyped_folder_loses_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    """Folders, links and files that are not the index's stay as they are, however often it is built among them."""
    foreign = ("photos/a.jpg", "half.building/a.jpg", "0123/manifest.json", f"{'0' * 32}/a.jpg", "lock")
    for name in foreign:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("precious")
    (tmp_path / ("1" * 32)).symlink_to(tmp_path / "photos")
    store = IndexStore(tmp_path)
    build_index(catalogue, store, say_nothing)
    build_index(make_catalogue(make_article("new", "Something new")), store, say_nothing)
    assert titles(store, "new") == ["Something new"]
    assert {(tmp_path / name).read_text() for name in (*foreign, f"{'1' * 32}/a.jpg")} == {"precious"}


def _folder(pointer: Path) -> None:
    (pointer / "photos").mkdir(parents=True)


def _link_to_a_release(pointer: Path) -> None:
    (pointer.parent / "release-7").mkdir()
    pointer.symlink_to("release-7")


def _text(pointer: Path) -> None:
    pointer.write_text("0123456789abcdef0123456789abcdef and what else is current")


@pytest.mark.parametrize("put", [_folder, _link_to_a_release, _text])
def test_a_folder_with_a_current_of_its_own_is_refused_untouched(
    tmp_path: Path, catalogue: Catalogue, put: Damage
) -> None:
    """Where something else is named as the pointer is, nothing is written, and the hint names the setting."""
    store = IndexStore(tmp_path)
    put(store.pointer)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(IndexFolderTakenError, match="belongs to something else") as caught:
        build_index(catalogue, store, say_nothing)
    assert "HELP_CENTRE_INDEX" in caught.value.hint
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_in_the_place_of_the_folder_is_refused_untouched(tmp_path: Path, catalogue: Catalogue) -> None:
    """Who may write there is no help to who named a file; below one nothing can be written either."""
    file = tmp_path / "index"
    file.write_text("mine")
    with pytest.raises(IndexFolderTakenError, match="index belongs to something else") as taken:
        build_index(catalogue, IndexStore(file), say_nothing)
    with pytest.raises(IndexUnusableError, match="cannot be written") as below:
        build_index(catalogue, IndexStore(file / "below"), say_nothing)
    assert all("HELP_CENTRE_INDEX" in each.value.hint for each in (taken, below))
    assert file.read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"nowhere", b"\xff\xfe"])
def test_a_damaged_pointer_is_replaced(store: IndexStore, catalogue: Catalogue, content: bytes) -> None:
    """Beside a version of the index, ``current`` is its pointer, whatever damage was done to it."""
    build_index(catalogue, store, say_nothing)
    store.pointer.write_bytes(content)
    assert build_index(catalogue, store, say_nothing)
    assert [entry for entry in store.folder.iterdir() if entry.is_dir()] == [store.current()]


def test_a_folder_that_fills_up_while_building_is_an_error_with_a_hint(store: IndexStore, catalogue: Catalogue) -> None:
    """What the system refuses in the middle of a build is told in one sentence, and the old version serves on."""
    build_index(catalogue, store, say_nothing)
    with pytest.raises(IndexUnusableError) as caught, store.writing(say_nothing):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert "cannot be written (No space left on device)" in caught.value.message
    assert titles(store, "invoice") == ["Invoices and refunds"]


def test_an_open_version_answers_although_it_was_removed(store: IndexStore, catalogue: Catalogue) -> None:
    """Who searches while the index is exchanged finishes on the version it began with."""
    build_index(catalogue, store, say_nothing)
    engine = SearchEngine.open(store.current())
    shutil.rmtree(store.folder)
    assert engine.search(SearchQuery(q="invoice")).results[0].excerpt
    assert engine.url_of("contact") == "contact/"


def test_a_folder_that_cannot_be_written_is_an_error_with_a_hint(tmp_path: Path, catalogue: Catalogue) -> None:
    """An index folder below a file is refused in one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnusableError):
        build_index(catalogue, IndexStore(tmp_path / "file" / "index"), say_nothing)
