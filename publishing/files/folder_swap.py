"""A folder that takes another's place in one step."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap_in(fresh: Path, target: Path) -> None:
    """
    Put the folder *fresh* in the place of *target*; afterwards *fresh* holds the old content, or does not exist.

    On Linux the two are exchanged, so that *target* exists at every moment. Elsewhere, and on file systems that cannot
    exchange, it is away for the time between two renames.
    """
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = target.with_name(f".{target.name}.old")
        target.rename(old)
        fresh.rename(target)
        old.rename(fresh)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names by Linux's ``renameat2``; False where it is not to be had."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    result: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return result == 0
