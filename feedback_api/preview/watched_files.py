"""Which files changed: looked at, not listened to, so that every file system and container will do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Look = dict[str, tuple[int, int]]
"""For each file its time of change, in nanoseconds, and its size, in bytes."""


def look_at(places: Iterable[Path]) -> Look:
    """Look at *places*, files and folders with all below them; hidden names, as editors leave them, are left out."""
    seen: Look = {}
    for file in _files(places):
        try:
            status = os.stat(file)  # noqa: PTH116 - many files, several times a second
        except OSError:  # gone since it was listed
            continue
        seen[file] = (status.st_mtime_ns, status.st_size)
    return seen


def _files(places: Iterable[Path]) -> Iterator[str]:
    for place in places:
        if place.is_file():
            yield str(place)
        for folder, names, files in os.walk(place):
            names[:] = [name for name in names if not name.startswith(".")]
            yield from (os.path.join(folder, name) for name in files if not name.startswith("."))  # noqa: PTH118 - as above
