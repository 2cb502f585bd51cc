from __future__ import annotations

from pathlib import Path

import pytest

from search_service.index import everyday
from search_service.index.everyday import open_everyday, write_everyday


def inodes(folder: Path) -> dict[str, int]:
    """Tell which files there are in *folder*."""
    return {path.name: path.stat().st_ino for path in folder.glob("everyday-*")}


def test_a_list_is_written_once_for_a_language_that_has_one(tmp_path: Path) -> None:
    """A later version takes the file of the earlier one; a language that is gone has none."""
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    for folder in (earlier, later):
        folder.mkdir()
    write_everyday(earlier, ["en", "fr"])
    write_everyday(later, ["en"], earlier)
    assert inodes(earlier) == inodes(later) != {}
    assert list(open_everyday(later)) == ["en"]
    assert "bread" in open_everyday(later)["en"]
    assert "recieve" not in open_everyday(later)["en"]


def test_a_list_of_another_edition_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade the next version has the new words, whether it is built anew or brought up to date."""
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    for folder in (earlier, later):
        folder.mkdir()
    write_everyday(earlier, ["en"])
    monkeypatch.setattr(everyday, "version", lambda _: "0")
    write_everyday(later, ["en"], earlier)
    assert inodes(earlier).keys() == inodes(later).keys()
    assert set(inodes(earlier).values()).isdisjoint(inodes(later).values())
