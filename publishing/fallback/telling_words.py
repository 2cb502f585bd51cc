"""
The words of texts that are too much for a phone: which of them are loaded, and how they are written.

A posting says that a word stands in a section, and how often. All postings of a site of thousands of articles weigh a
megabyte; those that are loaded are the ones whose worth is the most for what they weigh. That is static pruning by
impact (Carmel et al. 2001, "Static index pruning for information retrieval systems"), where a posting's worth is what
it adds to a score (BM25), times how likely the word is asked for. People ask for what writers put into headings: the
likelihood is estimated by the share of the word's sections that it is a topic of, smoothed (`UNSEEN_TOPICS`), and its
root is taken so that the score counts more.
"""

from __future__ import annotations

import base64
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest
from operator import itemgetter
from typing import Any

from publishing.fallback.words import StaticWords, Stem, after

# As the service scores: search_service/index/arrays.py.
K1 = 1.2
B = 0.75
# A word that no heading has counts as one of a heading among so many more sections.
UNSEEN_TOPICS = 1
UNSEEN_SECTIONS = 30
# What a posting weighs in bits beside the distance to the one before: how often the word stands there, and rounding.
BITS_BESIDE = 2.5
# A word that stands in so many times more sections than the index shows comes with the number of its sections.
MISJUDGED = 4
# How often a word stands in a section, told in four classes: once, twice, three or four times, more often.
ENDS_OF_CLASSES = (1, 2, 4)
# Numbers of sections and words are told by so many steps from each to its double.
STEPS = 2
# Marks are written from ``%``; words that so many binary digits tell the number of sections of stand together.
FIRST_MARK = 37
MOST_CLASSES = 24

Posting = tuple[float, Stem, int, int]
"""Its worth for its weight, the word, the section and the class of how often it stands there."""


class TellingWords:
    """The postings of the texts of some sections, the most telling first."""

    def __init__(self, words: StaticWords, most: int) -> None:
        """Rate the postings of *words*, of which *most* are kept in mind."""
        self._words = words
        self._spread = Counter(
            stem for text, named in zip(words.texts, words.named, strict=True) for stem in text.keys() | named.keys()
        )
        self._named = Counter(stem for named in words.named for stem in named)
        self._postings = nlargest(most, self._rated(), key=itemgetter(0))

    @property
    def count(self) -> int:
        """How many postings there are to choose from."""
        return len(self._postings)

    def best(self, count: int) -> dict[str, Any]:
        """
        Write the best *count* postings: ``alike``, ``lengths`` and ``told``.

        ``lengths`` has a letter for each section, ``told`` for each language ``[words, spread, marks, bits]``: words
        written as in ``alike``, a letter for the number of sections of each, and where they stand (`PostingCode`).
        """
        sections: dict[Stem, list[tuple[int, int]]] = defaultdict(list)
        for _, stem, section, times in self._postings[:count]:
            sections[stem].append((section, times))
        misjudged = [stem for stem, named in self._named.items() if self._spread[stem] >= MISJUDGED * named]
        listed: dict[str, list[tuple[str, Stem]]] = defaultdict(list)
        for stem in {*sections, *misjudged}:
            listed[stem[0]].append((self._words.form(stem), stem))
        told = {}
        for lang, found in sorted(listed.items()):
            code = PostingCode()
            for _, stem in sorted(found):
                code.add(sorted(sections.get(stem, [])))
            told[lang] = [
                _one_after_the_other(word for word, _ in sorted(found)),
                "".join(letter_of(self._spread[stem]) for _, stem in sorted(found)),
                ["".join(marks) for marks in code.marks],
                code.bits(),
            ]
        lengths = "".join(letter_of(text.total()) for text in self._words.texts)
        return {"alike": self._words.alike({*sections, *self._named}), "lengths": lengths, "told": told}

    def _rated(self) -> Iterable[Posting]:
        words, count = self._words, len(self._words.texts)
        lengths = [text.total() + named.total() for text, named in zip(words.texts, words.named, strict=True)]
        mean = sum(lengths) / max(count, 1)
        factors = {}
        for stem, spread in self._spread.items():
            idf = math.log(1 + (count - spread + 0.5) / (spread + 0.5))
            likely = (words.topics[stem] + UNSEEN_TOPICS) / (spread + UNSEEN_SECTIONS)
            factors[stem] = idf * math.sqrt(likely) / (math.log2(count / spread) + BITS_BESIDE)
        for section, (text, named) in enumerate(zip(words.texts, words.named, strict=True)):
            norm = K1 * (1 - B + B * lengths[section] / mean)
            for stem, times in text.items():
                already = named[stem]
                score = _saturated(already + times, norm) - _saturated(already, norm)
                yield score * factors[stem], stem, section, _class_of(times)


class PostingCode:
    """
    The sections of words, written: *marks* of how far they are apart and how often they have the word, and bits.

    The bits of a word tell in Elias's gamma code how many sections have it, and of each distance all but the highest
    one; how many they are is told by the mark. Marks of words in about as many sections stand together: they are alike,
    and so compress well.
    """

    def __init__(self) -> None:
        self.marks: list[list[str]] = [[] for _ in range(MOST_CLASSES)]
        self._bits: list[str] = []

    def add(self, postings: list[tuple[int, int]]) -> None:
        """Append a word's *postings*: section and class of how often it stands there, ascending."""
        length = f"{len(postings) + 1:b}"
        self._bits += ("0" * (len(length) - 1), length)
        marks = self.marks[len(length) - 1]
        before = -1
        for section, times in postings:
            distance = f"{section - before:b}"
            marks.append(chr(FIRST_MARK + 4 * (len(distance) - 1) + times))
            self._bits.append(distance[1:])
            before = section

    def bits(self) -> str:
        """Write the bits in Base64."""
        bits = "".join(self._bits)
        size = (len(bits) + 7) // 8
        return base64.b64encode(int(bits.ljust(size * 8, "0") or "0", 2).to_bytes(size, "big")).decode()


def _saturated(weight: float, norm: float) -> float:
    return weight * (K1 + 1) / (weight + norm)


def letter_of(count: int) -> str:
    """Write *count* as a letter from ``0``: `STEPS` times its logarithm to base 2, rounded, and one; ``0`` for none."""
    return chr(ord("0") + (round(STEPS * math.log2(count)) + 1 if count else 0))


def _class_of(times: int) -> int:
    return sum(times > end for end in ENDS_OF_CLASSES)


def _one_after_the_other(words: Iterable[str]) -> str:
    before, written = "", []
    for word in words:
        written.append(after(before, word))
        before = word
    return "".join(written)
