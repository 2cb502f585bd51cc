"""The cut of a video: which recording its files hold, and how long it lasts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from publishing.videos.length import video_length_ms

CUT_HEX_DIGITS = 12


@dataclass(frozen=True)
class Cut:
    """
    What tells one recording from another: a name made of its bytes, and its length in seconds, None where unknown.

    The same film encoded again has another name: that it shows the same, only the writer can say.
    """

    name: str
    seconds: float | None


def cut_of(files: Sequence[Path]) -> Cut:
    """Name the cut that *files* hold, by what is in them and not by what they are called; the longest tells the end."""
    digests = sorted(_digest(file) for file in files)
    lengths = [length for file in files if (length := video_length_ms(file))]
    return Cut(cut_name(digests), max(lengths) / 1000 if lengths else None)


def file_version(file: Path) -> str:
    """Name what is in *file*: another content has another name, and the same content always has the same one."""
    return _digest(file)[:CUT_HEX_DIGITS]


def cut_name(parts: Iterable[str]) -> str:
    """Make one name of several: the first 12 hex digits of SHA-256 over them."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:CUT_HEX_DIGITS]


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
