"""How the static index writes in which sections words stand, and how often."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from dataclasses import dataclass

from publishing.fallback.range_encoder import Encoder, OddsCounter, RangeEncoder

# How often a word stands in a text is told in three classes: once, two or three times, more often.
ENDS_OF_CLASSES = (1, 3)
CLASSES = len(ENDS_OF_CLASSES) + 1
# Numbers of words and sections are told by so many steps from each to its double.
STEPS = 2
# Numbers of binary digits are themselves told by so many.
DIGITS = 4
MOST_SECTIONS = 1 << (1 << DIGITS) - 1
# So many words are read at once.
BLOCK = 32
BITS_OF_SUM = 8
# Contexts (`Encoder`), and how many there are of each kind. Texts of about the same length share theirs.
LENGTHS = 48
HAS_NAMED = 0
COUNT = 1
DISTANCE = COUNT + (1 << DIGITS)
TIMES = DISTANCE + (1 << 2 * DIGITS)
NAMED_TIMES = TIMES + (1 << DIGITS) * LENGTHS * CLASSES
CONTEXTS = NAMED_TIMES + (CLASSES + 1) * LENGTHS * (CLASSES + 1)

Times = Sequence[tuple[int, int]]
"""Sections, ascending, and how often their texts have a word."""


@dataclass(frozen=True)
class WordPostings:
    """Where a word stands: in sections that name it, whose texts may have it *or not*, and in those of texts alone."""

    named: Times
    told: Times


class PostingCode:
    """
    The postings of words, written for texts of some *lengths*, which are told by letters (`letter_of`).

    Of each word is told where texts alone have it: how many sections, the distance from each to the next, and how
    often. Of a distance the number of its binary digits is expected to be like that of other words in about as many
    sections, and how often a word stands in a text to depend on the text's length. `BLOCK` words stand together, so
    that a few can be read without all others.

    Of the sections that name a word the browser knows itself which they are. Whether and how often each has the word in
    its text too stands in blocks of its own, and behind each the sum of what is told, cut to a byte: a browser that
    reads titles differently, as some do with rare scripts, finds it wrong and goes without.
    """

    def __init__(self, lengths: str) -> None:
        self._lengths = [min(ord(letter) - ord("0"), LENGTHS - 1) for letter in lengths]

    def written(self, words: Sequence[WordPostings]) -> list[str]:
        """Write *words*: the odds of all contexts, how many bytes each block has, and the blocks; bytes in Base64."""
        counter = OddsCounter(CONTEXTS)
        self._add_told(words, counter)
        self._add_named(words, counter)
        odds = counter.odds()
        blocks = []
        for start in range(0, len(words), BLOCK):
            for add in (self._add_told, self._add_named):
                encoder = RangeEncoder(odds)
                add(words[start : start + BLOCK], encoder)
                blocks.append(encoder.finished())
        return [_base64(odds), " ".join(str(len(block)) for block in blocks), _base64(b"".join(blocks))]

    def _add_told(self, words: Sequence[WordPostings], encoder: Encoder) -> None:
        for word in words:
            size = _number(encoder, COUNT, len(word.told) + 1)
            before = -1
            for section, times in word.told:
                _number(encoder, DISTANCE + (size << DIGITS), section - before)
                context = TIMES + (size * LENGTHS + self._lengths[section]) * CLASSES
                _steps(encoder, context, _class_of(times) - 1, CLASSES - 1)
                before = section

    def _add_named(self, words: Sequence[WordPostings], encoder: Encoder) -> None:
        total = 0
        for word in words:
            has_named = any(times for _, times in word.named)
            encoder.bit(HAS_NAMED, int(has_named))
            before = 0
            for section, times in word.named if has_named else ():
                context = NAMED_TIMES + (before * LENGTHS + self._lengths[section]) * (CLASSES + 1)
                before = _class_of(times)
                _steps(encoder, context, before, CLASSES)
                total += before
        encoder.even(total, BITS_OF_SUM)


def letter_of(count: int) -> str:
    """Write *count* as a letter from ``0``: `STEPS` times its logarithm to base 2, rounded, and one; ``0`` for none."""
    return chr(ord("0") + (round(STEPS * math.log2(count)) + 1 if count else 0))


def _number(encoder: Encoder, context: int, value: int) -> int:
    """Append *value*, from 1: how many binary digits follow the highest one, which is returned, and these."""
    digits = value.bit_length() - 1
    node = 1
    for place in reversed(range(DIGITS)):
        digit = digits >> place & 1
        encoder.bit(context + node, digit)
        node = 2 * node + digit
    encoder.even(value, digits)
    return digits


def _steps(encoder: Encoder, context: int, value: int, most: int) -> None:
    for step in range(most):
        encoder.bit(context + step, int(value > step))
        if value <= step:
            break


def _class_of(times: int) -> int:
    return sum(times > end for end in ENDS_OF_CLASSES) + 1 if times else 0


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
