"""Texts as sequences of stems, so that coverage and phrases are found without touching the texts again."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search_service.index.postings import Ints, Offsets

Bits = npt.NDArray[np.int64]
Rows = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Packed = npt.NDArray[np.uint32]
LENGTH_BITS = np.uint32(8)
MAX_LENGTH = np.uint32(2**8 - 1)  # more characters than an excerpt has room for
# Ends each of several texts in one row: no word is empty, and it has no stem.
BORDER = ""
NO_STEM = -1
# A title that is longer is nothing that people type.
MAX_COUNTED_WORDS = 50
MAX_START = np.uint32(2**24 - 1)  # more than any page has


@dataclass(frozen=True)
class Sequences:
    """For each row (a title, a heading, a text) its terms in reading order: ``terms[starts[row]:starts[row + 1]]``."""

    terms: Ints
    starts: Offsets

    def look_up(self, bits_of_term: Bits, begins: Rows, ends: Rows, at_most: int) -> tuple[Bits, Bits]:
        """
        Give what stands in the rows from each of *begins* up to each of *ends* (exclusive), by the bits of its terms.

        The first array has every bit that occurs, the second each bit ``i + 1`` that occurs right after a bit ``i``.
        Only the first *at_most* terms are looked at.
        """
        bits, places, _ = self._laid_out(bits_of_term, begins, ends, at_most)
        followed = bits << 1
        followed[:-1] &= bits[1:]
        followed[-1] = 0
        return np.bitwise_or.reduceat(bits, places), np.bitwise_or.reduceat(followed, places)

    def are_whole(self, bits_of_term: Bits, rows: Rows) -> Flags:
        """Tell of each of *rows* whether it has terms and each of them has a bit."""
        bits, places, lengths = self._laid_out(bits_of_term, rows, rows + 1, MAX_COUNTED_WORDS)
        whole: Flags = (lengths > 0) & (np.add.reduceat(bits != 0, places, dtype=np.int64) == lengths)
        return whole

    def _laid_out(self, bits_of_term: Bits, begins: Rows, ends: Rows, at_most: int) -> tuple[Bits, Rows, Rows]:
        """Give the bits of all stretches in one row, where each begins in it, and how many terms it has."""
        starts = self.starts[begins]
        lengths = np.minimum(self.starts[ends] - starts, at_most)
        # One place is left empty behind each stretch: so no stretch is empty and none touches the next.
        behind = (lengths + 1).cumsum()
        places = behind - lengths - 1
        to = np.arange(behind[-1] - len(begins)) + np.arange(len(begins)).repeat(lengths)
        bits = np.zeros(behind[-1], dtype=np.int64)
        bits[to] = bits_of_term.take(self.terms.take(to + (starts - places).repeat(lengths)))
        return bits, places, lengths

    def arranged(self, rows: Rows) -> Sequences:
        """Give the sequences of *rows*, in their order."""
        starts = np.concatenate([[0], np.cumsum(self.starts[rows + 1] - self.starts[rows])]).astype(np.int64)
        return Sequences(np.concatenate([self.terms[stretch] for stretch in self.stretches(rows)]), starts)

    def stretches(self, rows: Rows) -> list[slice]:
        """Say where the terms of *rows* stand, one row after the other; rows that are neighbours are one stretch."""
        runs = np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1)
        return [slice(int(self.starts[run[0]]), int(self.starts[run[-1] + 1])) for run in runs]


@dataclass(frozen=True)
class Places:
    """
    Where the terms of sequences stand in their texts: one number for each, as there are as many as words on a site.

    Its lower eight bits say how many characters the term has, the others which is the first.
    """

    packed: Packed

    @classmethod
    def of(cls, starts: Sequence[int], lengths: Sequence[int]) -> Places:
        """Write down the first characters of terms, and how many each has."""
        firsts, counts = (np.array(part, dtype=np.uint32) for part in (starts, lengths))
        return cls((np.minimum(firsts, MAX_START) << LENGTH_BITS) | np.minimum(counts, MAX_LENGTH))

    def at(self, terms: Rows) -> tuple[Packed, Packed]:
        """Give the first character of each of *terms*, and the one behind its last."""
        packed = self.packed[terms]
        starts = packed >> LENGTH_BITS
        return starts, starts + (packed & MAX_LENGTH)

    def arranged(self, stretches: list[slice]) -> Places:
        """Give the places in *stretches*, one after the other."""
        return Places(np.concatenate([self.packed[stretch] for stretch in stretches]))


class SequenceWriter:
    """Collects sequences of words while articles are indexed; words are numbered as they come."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._words = array("i")
        self._starts = array("q", [0])

    def add(self, words: Iterable[str]) -> None:
        """Append a row of *words*."""
        numbers = self._numbers
        self._words.extend([numbers.setdefault(word, len(numbers)) for word in words])
        self._starts.append(len(self._words))

    def finish(self, term_of_word: npt.NDArray[np.int32], row_language: npt.NDArray[np.int8]) -> Sequences:
        """Give the sequences as stems; ``term_of_word[language, word]`` is the number of the stem of a word."""
        starts = np.array(self._starts, dtype=np.int64)
        languages = np.repeat(row_language, np.diff(starts))
        return Sequences(term_of_word[languages, np.array(self._words, dtype=np.int32)], starts)
