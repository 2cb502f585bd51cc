"""Dataclasses of arrays as files: written once, then mapped into the memory that all workers share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar, get_origin, get_type_hints

import numpy as np

from search_service.index.line_files import LineFile

Dataclass = TypeVar("Dataclass")


def save(value: Any, folder: Path, name: str) -> None:
    """Write a dataclass of arrays, lists of lines and such dataclasses to files in *folder* that begin with *name*."""
    if isinstance(value, np.ndarray):
        np.save(folder / f"{name}.npy", value)
    elif isinstance(value, list):
        lines = "".join(f"{line}\n" for line in value)
        (folder / f"{name}.txt").write_text(lines, encoding="utf-8", newline="\n")
    else:
        for part in fields(value):
            save(getattr(value, part.name), folder, f"{name}-{part.name}")


def load(kind: type[Dataclass], folder: Path, name: str) -> Dataclass:
    """Open what `save` wrote of a *kind*; arrays are mapped, so that nothing is read before it is needed."""
    hints = get_type_hints(kind)
    return kind(**{part: _load(hint, folder, f"{name}-{part}") for part, hint in hints.items()})


def load_lines(folder: Path, name: str) -> list[str]:
    """Read the lines that `save` wrote of a list."""
    return (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]


def open_sorted_lines(folder: Path, name: str) -> LineFile:
    """Open the sorted lines that `save` wrote of a list, without reading them."""
    return LineFile(folder / f"{name}.txt")


def _load(hint: Any, folder: Path, name: str) -> Any:
    if get_origin(hint) is np.ndarray:
        return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
    if get_origin(hint) is list:
        return load_lines(folder, name)
    if get_origin(hint) is Sequence:
        return open_sorted_lines(folder, name)
    return load(hint, folder, name)
