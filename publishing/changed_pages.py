"""Which pages a branch touches, as Git knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from publishing.errors import HelpCentreError
from publishing.source_folder import PAGE_SUFFIXES


class NoComparison(HelpCentreError):  # noqa: N818 - named for what is wrong
    """Git cannot tell what changed."""


def changed_since(folder: Path, ref: str) -> frozenset[str]:
    """
    Return the files below *folder*, relative to it, that differ from where this branch left *ref*; new ones too.

    Raises:
        NoComparison: no repository, no Git, or *ref* is unknown.

    """
    changed = _git(folder, "diff", "-z", "--name-only", "--relative", "--merge-base", ref, "--", ".")
    new = _git(folder, "ls-files", "-z", "--others", "--exclude-standard", ".")
    return frozenset(name for name in (changed + new).split("\0") if name)


def pages_at(folder: Path, ref: str, target: Path) -> None:
    """
    Write the pages below *folder*, as they were where this branch left *ref*, below *target*.

    Raises:
        NoComparison: no repository, no Git, or *ref* is unknown.

    """
    base = _git(folder, "merge-base", ref, "HEAD").strip()
    for path in _git(folder, "ls-tree", "-r", "-z", "--name-only", base).split("\0"):
        if path.endswith(PAGE_SUFFIXES):
            file = target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_git(folder, "show", f"{base}:./{path}"), encoding="utf-8", errors="surrogateescape")


def text_at(folder: Path, ref: str, path: str) -> str | None:
    """
    Return the file at *path* below *folder*, as it was where this branch left *ref*; None when there was none.

    Raises:
        NoComparison: no repository, no Git, or *ref* is unknown.

    """
    base = _git(folder, "merge-base", ref, "HEAD").strip()
    there = _git(folder, "ls-tree", "--name-only", base, "--", path)
    return _git(folder, "show", f"{base}:./{path}") if there else None


def _git(folder: Path, *words: str) -> str:
    try:
        ran = subprocess.run(  # noqa: S603 - fixed words and a ref behind them, no shell
            ["git", *words],  # noqa: S607 - the Git of whoever checks
            cwd=folder, capture_output=True, check=True, encoding="utf-8", errors="surrogateescape",
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        raise NoComparison(
            f"{folder}: Git cannot tell what changed ({said[0] if said else 'no answer'}).",
            "Name a branch or a commit that this clone holds; a shallow clone may have to fetch it.",
        ) from error
    return ran.stdout
