"""How the static index writes in which sections words stand, and how often."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable

# How often a word stands in a text is told in four classes: once, twice, three or four times, more often.
ENDS_OF_CLASSES = (1, 2, 4)
# Numbers of sections and words are told by so many steps from each to its double.
STEPS = 2
# Marks are written from ``%``; words that so many binary digits tell the number of sections of stand together.
FIRST_MARK = 37
MOST_DIGITS = 24


class PostingCode:
    """
    The sections of words, written: *marks* of how far they are apart and how often they have the word, and bits.

    The bits of a word tell in Elias's gamma code how many sections have it, and of each distance all but the highest
    one; how many they are is told by the mark. Marks of words in about as many sections stand together: they are alike,
    and so compress well.
    """

    def __init__(self) -> None:
        self.marks: list[list[str]] = [[] for _ in range(MOST_DIGITS)]
        self._bits: list[str] = []

    def add(self, postings: Iterable[tuple[int, int]]) -> None:
        """Append a word's *postings*: section and how often it stands there, ascending."""
        told = [*postings]
        length = f"{len(told) + 1:b}"
        self._bits += ("0" * (len(length) - 1), length)
        marks = self.marks[len(length) - 1]
        before = -1
        for section, times in told:
            distance = f"{section - before:b}"
            marks.append(chr(FIRST_MARK + 4 * (len(distance) - 1) + _class_of(times)))
            self._bits.append(distance[1:])
            before = section

    def bits(self) -> str:
        """Write the bits in Base64."""
        bits = "".join(self._bits)
        size = (len(bits) + 7) // 8
        return base64.b64encode(int(bits.ljust(size * 8, "0") or "0", 2).to_bytes(size, "big")).decode()


def digits_of(times: Iterable[int]) -> str:
    """Write how often a word stands in the text of each section in a digit, ``0`` for not; the last of these go."""
    return "".join(str(_class_of(one) + 1) if one else "0" for one in times).rstrip("0")


def letter_of(count: int) -> str:
    """Write *count* as a letter from ``0``: `STEPS` times its logarithm to base 2, rounded, and one; ``0`` for none."""
    return chr(ord("0") + (round(STEPS * math.log2(count)) + 1 if count else 0))


def _class_of(times: int) -> int:
    return sum(times > end for end in ENDS_OF_CLASSES)
