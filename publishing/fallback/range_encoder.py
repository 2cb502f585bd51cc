"""Bits written in little more room than what they tell, as the browser reads them (`static-postings.js`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

# Odds are told of so many: the share of zeros among the bits of a context.
WHOLE = 1 << 8
# The range has so many bits, few enough for quick whole numbers in a browser, and is made wider below `NARROW`.
BITS = 24
NARROW = 1 << BITS - 8


class Encoder(Protocol):
    """What takes bits; those that share their odds have the same *context*, which is a number."""

    def bit(self, context: int, value: int) -> None:
        """Append *value*, 0 or 1."""

    def even(self, value: int, digits: int) -> None:
        """Append the last *digits* binary digits of *value*, of which nothing is expected."""


class OddsCounter:
    """Takes bits to learn what is expected of each context."""

    def __init__(self, contexts: int) -> None:
        self._counts = [[0, 0] for _ in range(contexts)]

    def bit(self, context: int, value: int) -> None:
        """Count *value*."""
        self._counts[context][value] += 1

    def even(self, value: int, digits: int) -> None:
        """Learn nothing."""

    def odds(self) -> bytes:
        """Give the share of zeros in each context, of `WHOLE`; never none and never all."""
        return bytes(
            min(max(round(WHOLE * zeros / max(zeros + ones, 1)), 1), WHOLE - 1) for zeros, ones in self._counts
        )


class RangeEncoder:
    """A range encoder of bits whose *odds* are known (Martin 1979, "Range encoding"), with the carry of LZMA's."""

    def __init__(self, odds: Sequence[int]) -> None:
        self._odds = odds
        self._low = 0
        self._range = (1 << BITS) - 1
        self._bytes = bytearray()

    def bit(self, context: int, value: int) -> None:
        """Append *value*, 0 or 1."""
        bound = self._range * self._odds[context] // WHOLE
        if value:
            self._low += bound
            self._range -= bound
        else:
            self._range = bound
        self._widen()

    def even(self, value: int, digits: int) -> None:
        """Append the last *digits* binary digits of *value*, of which nothing is expected."""
        for place in range(digits // 8 * 8, -1, -8):
            size = min(digits - place, 8)
            self._range >>= size
            self._low += (value >> place & ((1 << size) - 1)) * self._range
            self._widen()

    def finished(self) -> bytes:
        """Give all that was appended, without the last zeros: what is read behind the end is zero."""
        return (bytes(self._bytes) + self._last()).rstrip(b"\0")

    def _last(self) -> bytes:
        """Give the shortest number within the range that is left."""
        for size in (1, 2, 3):
            step = 1 << BITS - 8 * size
            rounded = -(-self._low // step) * step
            if rounded < self._low + self._range and rounded >> BITS == 0:
                break
        return rounded.to_bytes(BITS // 8, "big")

    def _widen(self) -> None:
        if self._low >> BITS:
            self._carry()
        while self._range < NARROW:
            self._bytes.append(self._low >> BITS - 8)
            self._low = (self._low & (NARROW - 1)) << 8
            self._range <<= 8

    def _carry(self) -> None:
        self._low &= (1 << BITS) - 1
        place = len(self._bytes) - 1
        while self._bytes[place] == 255:  # noqa: PLR2004 - a byte that is full
            self._bytes[place] = 0
            place -= 1
        self._bytes[place] += 1
