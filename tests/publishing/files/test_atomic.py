"""Files that are replaced in one step."""

from pathlib import Path

import pytest

from publishing.files.atomic import write_atomically


def test_the_old_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    """Folders are made, the content is whole, and everybody may read it."""
    file = tmp_path / "new" / "file"
    write_atomically(file, b"one")

    write_atomically(file, b"two")

    assert file.read_bytes() == b"two"
    assert [path.name for path in file.parent.iterdir()] == ["file"]
    assert file.stat().st_mode & 0o777 == 0o644


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    """A folder in the file's place is an error that leaves no rest behind."""
    (tmp_path / "file").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / "file", b"x")

    assert [path.name for path in tmp_path.iterdir()] == ["file"]
