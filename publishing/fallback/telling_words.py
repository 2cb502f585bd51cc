"""
The words of texts that are too much for a phone: which of them are loaded, and how they are written.

A posting says that a word stands in a section, and how often. All postings of a site of thousands of articles weigh a
megabyte; those that are loaded are the ones whose worth is the most for what they weigh. That is static pruning by
impact (Carmel et al. 2001, "Static index pruning for information retrieval systems"), where a posting's worth is what
it adds to a score (BM25), times how likely the word is asked for. People ask for what writers put into headings and
write about at length: the likelihood is estimated by the share of the word's sections that it is a topic of, smoothed
(`UNSEEN_TOPICS`), of which the root is taken so that the score counts more, and by how much the word counts in the
text that says most of it.

Where title, heading or address have a word, the browser knows the section already, and what is left to tell, how often
the text has the word too, is a digit. Such sections are the answer more often than others (`NAMED_WORTH`), so the
digits of a word are nearly always loaded.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import Any

from publishing.fallback.posting_code import PostingCode, digits_of, letter_of
from publishing.fallback.words import StaticWords, Stem, after

# As the service scores: search_service/index/arrays.py.
K1 = 1.2
B = 0.75
# A word that no heading has counts as one of a heading among so many more sections.
UNSEEN_TOPICS = 1
UNSEEN_SECTIONS = 30
# How many times more often than others a section is asked for by a word of its title, heading or address.
NAMED_WORTH = 4
LEAST_NAMING = 2
FOLDER_WORTH = 4
# What a posting weighs in bits beside the distance to the one before: how often the word stands there, and rounding.
BITS_BESIDE = 2.5
BITS_OF_A_DIGIT = 1.5
# A word that stands in so many times more sections than the index shows comes with the number of its sections.
MISJUDGED = 4

NAMED = -1
Telling = tuple[float, Stem, int]
"""What is told for its weight, the word, and a section where the text alone has it; `NAMED` for all others at once."""


class TellingWords:
    """The postings of the texts of some sections, the most telling first."""

    def __init__(self, words: StaticWords, most: int) -> None:
        """Rate the postings of *words*, of which *most* are kept in mind."""
        self._words = words
        self._spread = Counter(
            stem for text, named in zip(words.texts, words.named, strict=True) for stem in text.keys() | named.keys()
        )
        self._naming: dict[Stem, list[int]] = defaultdict(list)
        for section, named in enumerate(words.named):
            for stem, weight in named.items():
                if weight >= LEAST_NAMING:
                    self._naming[stem].append(section)
        self._telling = nlargest(most, self._rated(), key=itemgetter(0))

    @property
    def count(self) -> int:
        """How much there is to choose from."""
        return len(self._telling)

    def best(self, count: int) -> dict[str, Any]:
        """
        Write the *count* that tell most: ``alike``, ``lengths`` and ``told``.

        ``lengths`` has a letter for each section, ``told`` for each language ``[words, spread, marks, bits, named]``:
        words written as in ``alike``, a letter for the number of sections of each, where texts alone have them
        (`PostingCode`), and with spaces between words the digits of the sections that name them (`digits_of`).
        """
        sections: dict[Stem, list[int]] = defaultdict(list)
        for _, stem, section in self._telling[:count]:
            sections[stem].append(section)
        for stem, named in self._naming.items():
            if self._spread[stem] >= MISJUDGED * len(named):
                sections[stem] += ()
        listed: dict[str, list[tuple[str, Stem]]] = defaultdict(list)
        for stem in sections:
            listed[stem[0]].append((self._words.form(stem), stem))
        told = {lang: self._told(sorted(found), sections) for lang, found in sorted(listed.items())}
        lengths = "".join(letter_of(text.total()) for text in self._words.texts)
        return {"alike": self._words.alike({*sections, *self._naming}), "lengths": lengths, "told": told}

    def _told(self, listed: Sequence[tuple[str, Stem]], sections: dict[Stem, list[int]]) -> list[Any]:
        code, named = PostingCode(), []
        for _, stem in listed:
            code.add((one, self._words.texts[one][stem]) for one in sorted(sections[stem]) if one != NAMED)
            naming = self._naming[stem] if NAMED in sections[stem] else ()
            named.append(digits_of(self._words.texts[one][stem] for one in naming))
        return [
            _one_after_the_other(word for word, _ in listed),
            "".join(letter_of(self._spread[stem]) for _, stem in listed),
            ["".join(marks) for marks in code.marks],
            code.bits(),
            " ".join(named),
        ]

    def _rated(self) -> Iterable[Telling]:
        words, count = self._words, len(self._words.texts)
        norms = self._norms()
        most: dict[Stem, float] = defaultdict(float)
        for text, norm in zip(words.texts, norms, strict=True):
            for stem, times in text.items():
                most[stem] = max(most[stem], _saturated(times, norm))
        worth, bits = {}, {}
        for stem, spread in self._spread.items():
            idf = math.log(1 + (count - spread + 0.5) / (spread + 0.5))
            likely = (words.topics[stem] + UNSEEN_TOPICS) / (spread + UNSEEN_SECTIONS)
            worth[stem] = idf * math.sqrt(likely) * most[stem]
            bits[stem] = math.log2(count / spread) + BITS_BESIDE
        of_named: Counter[Stem] = Counter()
        for section, (text, named) in enumerate(zip(words.texts, words.named, strict=True)):
            for stem, times in text.items():
                already = named[stem]
                more = _saturated(already + times, norms[section]) - _saturated(already, norms[section])
                if already >= LEAST_NAMING:
                    of_named[stem] += more * worth[stem]  # type: ignore[assignment] # a float
                else:
                    yield (FOLDER_WORTH if already else 1) * more * worth[stem] / bits[stem], stem, section
        for stem, all_worth in of_named.items():
            yield NAMED_WORTH * all_worth / (BITS_OF_A_DIGIT * len(self._naming[stem])), stem, NAMED

    def _norms(self) -> list[float]:
        """Give what the length of each section makes of k1 (BM25)."""
        lengths = [
            text.total() + named.total() for text, named in zip(self._words.texts, self._words.named, strict=True)
        ]
        mean = sum(lengths) / max(len(lengths), 1)
        return [K1 * (1 - B + B * length / mean) for length in lengths]


def _saturated(weight: float, norm: float) -> float:
    return weight * (K1 + 1) / (weight + norm)


def _one_after_the_other(words: Iterable[str]) -> str:
    before, written = "", []
    for word in words:
        written.append(after(before, word))
        before = word
    return "".join(written)
