"""Long sorted lists of lines that stay in their file: mapped into memory and shared, where lists of text are not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import overload

import numpy as np
import numpy.typing as npt

# A line is found by its block, whose first line is kept; the block is then read as a whole.
LINES_A_BLOCK = 64
BLOCKS_REMEMBERED = 500
NEW_LINE = ord("\n")


class LineFile(Sequence[str]):
    """The lines in an array of bytes, each ended by a line feed, in the order of their characters."""

    def __init__(self, content: npt.NDArray[np.uint8]) -> None:
        self._bytes = content.data
        ends = np.flatnonzero(content == NEW_LINE) + 1
        self._length = len(ends)
        self._starts = np.concatenate([[0], ends[LINES_A_BLOCK - 1 :: LINES_A_BLOCK], ends[-1:]]).tolist()
        self._block = lru_cache(maxsize=BLOCKS_REMEMBERED)(self._read_block)
        self._firsts = [self._read_block(block)[0] for block in range(-(-self._length // LINES_A_BLOCK))]

    def __len__(self) -> int:
        """Count the lines."""
        return self._length

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        """Give one line, or those of a slice."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._length))]
        at = int(place) + (self._length if place < 0 else 0)
        if not 0 <= at < self._length:
            raise IndexError(place)
        return self._block(at // LINES_A_BLOCK)[at % LINES_A_BLOCK]

    def __iter__(self) -> Iterator[str]:
        """Give every line, read at once."""
        return iter(bytes(self._bytes).decode().split("\n")[:-1])

    def place_of(self, line: str) -> int:
        """Give the place where *line* stands, or would stand."""
        block = max(bisect_left(self._firsts, line) - 1, 0)
        if not self._firsts:
            return 0
        return block * LINES_A_BLOCK + bisect_left(self._block(block), line)

    def _read_block(self, block: int) -> list[str]:
        return bytes(self._bytes[self._starts[block] : self._starts[block + 1]]).decode().split("\n")[:-1]


def place_of(lines: Sequence[str], line: str) -> int:
    """Give the place where *line* stands, or would stand, in the sorted *lines*."""
    return lines.place_of(line) if isinstance(lines, LineFile) else bisect_left(lines, line)


def has_beginning(lines: Sequence[str], beginning: str) -> bool:
    """Tell whether any of the sorted *lines* begins so."""
    place = place_of(lines, beginning)
    return place < len(lines) and lines[place].startswith(beginning)
