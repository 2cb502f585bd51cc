from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from search_service.index.array_files import load, save


@dataclass(frozen=True)
class Inner:
    """Lines and numbers that belong together."""

    terms: Sequence[str]
    weights: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Outer:
    """Arrays of several types and shapes, some without anything in them."""

    flags: npt.NDArray[np.int8]
    grid: npt.NDArray[np.uint16]
    nothing: npt.NDArray[np.int64]
    names: list[str]
    inner: Inner
    empty: Inner


VALUE = Outer(
    np.array([1, -1, 0], dtype=np.int8),
    np.arange(6, dtype=np.uint16).reshape(2, 3),
    np.zeros((0, 4), dtype=np.int64),
    ["en", "", "zürich"],
    Inner(["a", "ü"], np.array([0.5, 2], dtype=np.float32)),
    Inner([], np.zeros(0, dtype=np.float32)),
)


@pytest.fixture
def loaded(tmp_path: Path) -> Outer:
    """Give what comes back of the value."""
    save(VALUE, tmp_path, "value")
    return load(Outer, tmp_path, "value")


def test_what_was_saved_comes_back(loaded: Outer) -> None:
    """Types, shapes, numbers and lines are the same, of what is empty too."""
    for one, other in (
        (loaded.flags, VALUE.flags),
        (loaded.grid, VALUE.grid),
        (loaded.nothing, VALUE.nothing),
        (loaded.inner.weights, VALUE.inner.weights),
        (loaded.empty.weights, VALUE.empty.weights),
    ):
        assert (one.dtype, one.shape, one.tolist()) == (other.dtype, other.shape, other.tolist())
    assert (loaded.names, list(loaded.inner.terms), list(loaded.empty.terms)) == (["en", "", "zürich"], ["a", "ü"], [])


def test_a_dataclass_is_one_file(loaded: Outer, tmp_path: Path) -> None:
    """To open a file takes longer than to find an array in it."""
    assert [path.name for path in tmp_path.iterdir()] == ["value.arrays"]
    assert all(array.ctypes.data % 64 == 0 for array in (loaded.flags, loaded.grid, loaded.inner.weights))


def test_what_is_mapped_cannot_be_changed(loaded: Outer) -> None:
    """All workers read the same memory."""
    with pytest.raises(ValueError, match="read-only"):
        loaded.grid[0, 0] = 1
