"""
Spelling repair from the index's own vocabulary.

A misspelling is compared with every word of the content at once: bit masks of letters and letter pairs leave a few
hundred candidates, whose optimal string alignment distance is worked out for all together in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search_service.words.analysis import is_unspaced

MIN_CHARS = 4
MAX_CHARS = 20
# Shorter words may differ by one edit, longer ones and those of the same letters by two, but by two only behind the
# first letter unless they are long: an unknown word is far oftener another one than a short one with two mistakes.
TWO_EDITS_FROM_CHARS = 7
ANY_TWO_EDITS_FROM_CHARS = 9
# What a wrong first letter and a second edit cost, in powers of e of a word's frequency: people rarely get the first
# letter wrong, and a word a single edit away is nearly always the one that was meant.
FIRST_LETTER_COST = 3.0
EDIT_COST = 5.0
# Words that share fewer of their pairs of letters do not look alike to anybody. Bit masks find the few that may.
LEAST_SHARED_PAIRS = 0.45
MAX_COMPARED_PAIR_BY_PAIR = 200

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Vocabulary:
    """Words that a misspelling may have meant, as arrays beside each other."""

    numbers: npt.NDArray[np.int32]  # place of the word in Postings.terms
    letters: npt.NDArray[np.uint32]  # bit mask of the letters
    pairs: npt.NDArray[np.uint64]  # bit mask of the pairs of neighbouring letters
    lengths: npt.NDArray[np.uint8]
    codes: npt.NDArray[np.uint16]  # the letters, (words, MAX_CHARS), padded with 0
    commonness: npt.NDArray[np.float32]  # natural logarithm of the number of sections


@dataclass(frozen=True)
class Repair:
    """A word that was probably meant: its place in the vocabulary's terms and the edits to it."""

    number: int
    edits: int
    score: float


def build_vocabulary(terms: Sequence[str], counts: npt.NDArray[np.int64]) -> Vocabulary:
    """Collect from *terms*, which stand in so many sections, what has the length and the letters of a word."""
    numbers = [number for number, word in enumerate(terms) if is_repairable(word)]
    codes = _codes([terms[number] for number in numbers])
    chosen = np.array(numbers, dtype=np.int32)
    return Vocabulary(
        chosen, _letters(codes), _pairs(codes), (codes != 0).sum(axis=1).astype(np.uint8), codes,
        np.log(counts[chosen]).astype(np.float32),
    )  # fmt: skip


def is_repairable(word: str) -> bool:
    """Tell whether a misspelling may have meant *word*."""
    return MIN_CHARS <= len(word) <= MAX_CHARS and word.isalpha() and not is_unspaced(word)


def repairs(
    word: str,
    vocabulary: Vocabulary,
    at_most: int = 3,
    among: Flags | None = None,
    two_edits_from: int = TWO_EDITS_FROM_CHARS,
) -> list[Repair]:
    """Give the words, of those flagged in *among*, that the unknown *word* probably meant, best first."""
    if not MIN_CHARS <= len(word) <= MAX_CHARS or not len(vocabulary.numbers):
        return []
    allowed = 2 if len(word) >= two_edits_from else 1
    codes = _codes([word])
    near = _candidates(codes, len(word), allowed, vocabulary)
    near = near if among is None else near[among[near]]
    others = vocabulary.codes[near]
    edits = _distances(codes[0, : len(word)], others, vocabulary.lengths[near])
    first_differs = others[:, 0] != codes[0, 0]
    most = np.full(len(near), allowed)
    if len(word) < ANY_TWO_EDITS_FROM_CHARS:
        if allowed == 1:
            most[_has_same_letters(codes, others)] = 2
        most[first_differs] = 1
    close = edits <= most
    near, edits, first_differs = near[close], edits[close], first_differs[close]
    scores = vocabulary.commonness[near] - EDIT_COST * edits - FIRST_LETTER_COST * first_differs
    best = np.argsort(-scores, kind="stable")[:at_most]
    return [Repair(int(vocabulary.numbers[near[at]]), int(edits[at]), float(scores[at])) for at in best]


def distance(one: str, other: str) -> int:
    """Count the edits between two words, letter by letter; more than the longer one has letters there never are."""
    most = max(len(one), len(other))
    if not one or not other:
        return most
    lengths = np.array([len(other)], dtype=np.uint8)
    return int(_distances(_codes([one])[0, : len(one)], _codes([other]), lengths)[0])


def look_alikes(word: str, vocabulary: Vocabulary, at_most: int, among: Flags | None = None) -> list[tuple[int, float]]:
    """
    Give the words that look like the unknown *word* although it is no misspelling of them, and how much alike they are.

    Only words flagged in *among* count.

    That is the share of pairs of neighbouring letters that both have (Dice 1945), of equals the commonest first.
    """
    pairs = _pair_set(word)
    if len(word) < MIN_CHARS or not len(vocabulary.numbers):
        return []
    asked = _pairs(_codes([word]))
    shared = np.bitwise_count(vocabulary.pairs & asked) / np.bitwise_count(vocabulary.pairs | asked)
    few = min(MAX_COMPARED_PAIR_BY_PAIR, len(shared))
    shared = shared if among is None else np.where(among, shared, -1)
    near = np.argpartition(-shared, few - 1)[:few]
    near = near[shared[near] >= 0]
    alike = [(at, _dice(pairs, _pair_set("".join(map(chr, vocabulary.codes[at]))))) for at in near.tolist()]
    best = sorted(alike, key=lambda one: (-one[1], -vocabulary.commonness[one[0]]))[:at_most]
    return [(int(vocabulary.numbers[at]), share) for at, share in best if share >= LEAST_SHARED_PAIRS]


def spelled(word: str) -> npt.NDArray[np.uint16]:
    """Spell *word* as the vocabulary does, without what it is padded with."""
    return _codes([word])[0, : len(word)]


def _pair_set(word: str) -> set[str]:
    word = word[:MAX_CHARS].rstrip("\0")
    return {word[at : at + 2] for at in range(len(word) - 1)}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def _codes(words: list[str]) -> npt.NDArray[np.uint16]:
    """Spell *words* as rows of 16-bit codes; rarer characters share codes, which only admits more candidates."""
    spelled = np.array(words, dtype=f"<U{MAX_CHARS}")
    return spelled.view(np.uint32).reshape(len(words), MAX_CHARS).astype(np.uint16)


def _letters(codes: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint32]:
    bits = np.where(codes != 0, np.uint32(1) << (codes % 32).astype(np.uint32), np.uint32(0))
    mask: npt.NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=1).astype(np.uint32)
    return mask


def _pairs(codes: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint64]:
    left, right = codes[:, :-1].astype(np.uint64), codes[:, 1:].astype(np.uint64)
    bits = np.where(right != 0, np.uint64(1) << ((left * 31 + right * 7) % 64), np.uint64(0))
    mask: npt.NDArray[np.uint64] = np.bitwise_or.reduce(bits, axis=1).astype(np.uint64)
    return mask


def _candidates(
    codes: npt.NDArray[np.uint16], length: int, allowed: int, vocabulary: Vocabulary
) -> npt.NDArray[np.intp]:
    """Drop what cannot be near: an edit changes the length by one, two letters and six pairs at most."""
    # Unsigned, what is shorter than that is far longer.
    near = np.flatnonzero(vocabulary.lengths - np.uint8(length - allowed) <= 2 * allowed)
    letters = np.bitwise_count(vocabulary.letters[near] ^ _letters(codes))
    near, letters = near[letters <= 2 * allowed], letters[letters <= 2 * allowed]
    pairs = np.bitwise_count(vocabulary.pairs[near] ^ _pairs(codes))
    found: npt.NDArray[np.intp] = near[(pairs <= 6 * allowed) | (letters == 0)]
    return found


def _has_same_letters(codes: npt.NDArray[np.uint16], others: npt.NDArray[np.uint16]) -> Flags:
    same: Flags = (np.sort(codes) == np.sort(others)).all(axis=1)
    return same


def _distances(
    word: npt.NDArray[np.uint16], codes: npt.NDArray[np.uint16], lengths: npt.NDArray[np.uint8]
) -> npt.NDArray[np.int8]:
    """
    Give the optimal string alignment distance of *word* to each row of *codes*, whose letters *lengths* counts.

    Hyyrö (2003), "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances": a column of the table
    of Damerau (1964) and of Wagner and Lowrance (1975) is one number for each row of *codes*, and its bits tell how
    each cell, one for a letter of *word*, differs from the cell above and from the one before.
    """
    letters_there = np.zeros(2**16, dtype=np.uint32)
    for place, code in enumerate(word.tolist()):
        letters_there[code] |= np.uint32(1 << place)
    last = np.uint32(1 << (len(word) - 1))
    one = np.uint32(1)
    more = np.full(len(codes), 2**32 - 1, dtype=np.uint32)
    fewer = diagonal = before = np.zeros(len(codes), dtype=np.uint32)
    edits = np.full(len(codes), len(word), dtype=np.int8)
    table = [edits]
    for there in letters_there[codes[:, : int(lengths.max(initial=0))].T]:
        swapped = ((~diagonal & there) << one) & before
        diagonal = (((there & more) + more) ^ more) | there | fewer | swapped
        longer, shorter = fewer | ~(diagonal | more), diagonal & more
        edits = edits + ((longer & last) != 0).view(np.int8) - ((shorter & last) != 0).view(np.int8)
        table.append(edits)
        longer = (longer << one) | one
        more = (shorter << one) | ~(diagonal | longer)
        fewer = longer & diagonal
        before = there
    distances: npt.NDArray[np.int8] = np.stack(table)[lengths, np.arange(len(codes))]
    return distances
