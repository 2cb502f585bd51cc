"""A folder that takes another's place."""

import sys
import threading
from pathlib import Path

import pytest

from publishing.files.folder_swap import swap_in


def folder(path: Path, words: str) -> Path:
    """Make a folder that holds one page."""
    path.mkdir()
    (path / "index.html").write_text(words)
    return path


def test_the_fresh_folder_stands_where_the_old_one_stood(tmp_path: Path) -> None:
    """The old content is left under the fresh one's name, for whoever called to remove."""
    target, fresh = folder(tmp_path / "site", "old"), folder(tmp_path / "fresh", "new")

    swap_in(fresh, target)

    assert (target / "index.html").read_text() == "new"
    assert (fresh / "index.html").read_text() == "old"


def test_the_first_one_needs_no_other(tmp_path: Path) -> None:
    """Without an old folder the fresh one is simply moved."""
    swap_in(folder(tmp_path / "fresh", "new"), tmp_path / "site")

    assert (tmp_path / "site/index.html").read_text() == "new"
    assert not (tmp_path / "fresh").exists()


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems other than Linux end in the same state."""
    monkeypatch.setattr(sys, "platform", "darwin")
    target, fresh = folder(tmp_path / "site", "old"), folder(tmp_path / "fresh", "new")

    swap_in(fresh, target)

    assert (target / "index.html").read_text() == "new"
    assert (fresh / "index.html").read_text() == "old"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders in one step")
def test_a_reader_never_finds_the_folder_missing(tmp_path: Path) -> None:
    """While folders are swapped again and again, every read finds one page or the other."""
    target, fresh = folder(tmp_path / "site", "old"), folder(tmp_path / "fresh", "new")
    done = threading.Event()
    seen = set()

    def read() -> None:
        while not done.is_set():
            seen.add((target / "index.html").read_text() if (target / "index.html").exists() else "missing")

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(2_000):
        swap_in(fresh, target)
    done.set()
    reader.join()

    assert seen <= {"old", "new"}
