"""When each source file last changed, as Git knows it."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

_COMMIT_MARK = "\x01"
_READ_CHARS = 65_536


def last_changes(folder: Path, paths: Collection[str]) -> dict[str, date]:
    """
    Return the day (UTC) of the last commit that changed each of *paths*, which are relative to *folder*.

    One walk through the history answers for all, and it ends as soon as every path was seen. A path that Git does not
    know is left out; without Git, or outside a repository, all are. A shallow clone answers with its oldest commit.
    """
    wanted = set(paths)
    found: dict[str, date] = {}
    if not wanted:
        return found
    try:
        log = subprocess.Popen(  # noqa: S603 - fixed words, no shell
            ["git", "log", "-z", "--relative", "--no-renames", "--name-only", f"--format={_COMMIT_MARK}%ct", "--", "."],  # noqa: S607 - the Git of whoever builds
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="surrogateescape",
        )
    except OSError:
        return found
    with log:
        assert log.stdout is not None
        for path, day in _changes(log.stdout):
            if path in wanted:
                wanted.remove(path)
                found[path] = day
                if not wanted:
                    log.terminate()
                    break
    return found


def _changes(log: IO[str]) -> Iterator[tuple[str, date]]:
    """Yield each changed path with the day of its commit, newest first."""
    day = date.min
    for record in _records(log):
        if record.startswith(_COMMIT_MARK):
            day = datetime.fromtimestamp(int(record.removeprefix(_COMMIT_MARK)), UTC).date()
        elif record:
            yield record, day


def _records(log: IO[str]) -> Iterator[str]:
    rest = ""
    while chunk := log.read(_READ_CHARS):
        *records, rest = (rest + chunk).split("\0")
        for record in records:
            yield record.removeprefix("\n")
    yield rest.removeprefix("\n")
