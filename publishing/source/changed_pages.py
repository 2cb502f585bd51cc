"""What a branch changes, as Git knows it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from publishing.errors import HelpCentreError

_REGULAR_FILE = "100"  # the mode begins with it; links have another


class NoComparison(HelpCentreError):  # noqa: N818 - named for what is wrong
    """Git cannot tell what changed."""


def changed_since(folder: Path, ref: str) -> frozenset[str]:
    """
    Return the files below *folder*, relative to it, that differ from where this branch left *ref*; new ones too.

    Of a file that was renamed both names count.

    Raises:
        NoComparison: no repository, no Git, or *ref* is unknown.

    """
    _refuse_options(ref)
    changed = _git(folder, "diff", "-z", "--name-only", "--no-renames", "--relative", "--merge-base", ref, "--", ".")
    new = _git(folder, "ls-files", "-z", "--others", "--exclude-standard", ".")
    return frozenset(name for name in (changed + new).decode(errors="surrogateescape").split("\0") if name)


def files_at(folder: Path, ref: str, prefix: str = "") -> dict[str, str]:
    """
    Return Git's names of the files below *folder*, by their paths, as they were where this branch left *ref*.

    Of a *prefix*, which ends with a slash, only those below that folder. Links are left out: what they lead to is not
    in their text.

    Raises:
        NoComparison: no repository, no Git, or *ref* is unknown.

    """
    below = ["--", prefix] if prefix else []
    listed = _git(folder, "ls-tree", "-r", "-z", _base(folder, ref), *below).decode(errors="surrogateescape")
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry.startswith(_REGULAR_FILE))
    return {path: facts.split(" ")[2] for facts, _, path in entries}


def texts_of(folder: Path, objects: Iterable[str]) -> Iterator[bytes]:
    """
    Yield what Git keeps under each of the names *objects*, in their order.

    Raises:
        NoComparison: no repository, no Git, or a name is unknown.

    """
    wanted = list(objects)
    answer = _git(folder, "cat-file", "--batch", told="".join(f"{name}\n" for name in wanted).encode())
    position = 0
    for _ in wanted:
        head_end = answer.index(b"\n", position)
        size = int(answer[position:head_end].rsplit(b" ", 1)[1])
        yield answer[head_end + 1 : head_end + 1 + size]
        position = head_end + size + 2


def text_at(folder: Path, ref: str, path: str) -> str | None:
    """
    Return the file at *path* below *folder*, as it was where this branch left *ref*; None when there was none.

    Raises:
        NoComparison: no repository, no Git, or *ref* is unknown.

    """
    base = _base(folder, ref)
    there = _git(folder, "ls-tree", "--name-only", base, "--", path)
    return _git(folder, "show", f"{base}:./{path}").decode(errors="surrogateescape") if there else None


def published_branch(folder: Path) -> str | None:
    """
    Name what was published as far as this clone knows: the branch that its origin calls its own, else the last commit.

    None outside of a repository, in one without a commit, and in a clone that does not reach back far enough.
    """
    for ref in ("origin/HEAD", "HEAD"):
        try:
            _base(folder, ref)
        except NoComparison:
            continue
        return ref
    return None


def _base(folder: Path, ref: str) -> str:
    _refuse_options(ref)
    return _git(folder, "merge-base", ref, "HEAD").decode().strip()


def _refuse_options(ref: str) -> None:
    """Keep Git from reading *ref* as an option, which could write files."""
    if ref.startswith("-"):
        raise NoComparison(f"'{ref}' is no branch and no commit.", "Name one that this clone holds.")


def _git(folder: Path, *words: str, told: bytes | None = None) -> bytes:
    try:
        ran = subprocess.run(  # noqa: S603 - fixed words and a ref behind them, no shell
            ["git", *words],  # noqa: S607 - the Git of whoever checks
            cwd=folder, capture_output=True, check=True, input=told,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        told_by_git = getattr(error, "stderr", b"") or b""
        # Of two branches that have nothing in common Git says no word.
        silence = "no commit in common" if isinstance(error, subprocess.CalledProcessError) else str(error)
        said = (told_by_git.decode(errors="replace").strip() or silence).splitlines()
        raise NoComparison(
            f"{folder}: Git cannot tell what changed ({said[0]}).",
            "Name a branch or a commit that this clone holds; a shallow clone may have to fetch it.",
        ) from error
    return ran.stdout
