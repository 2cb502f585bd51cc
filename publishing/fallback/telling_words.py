"""
The words of texts that are too much for a phone: which of them are loaded, and how they are written.

A posting says that a word stands in a section, and how often. All postings of a site of thousands of articles weigh a
megabyte; those that are loaded are the ones whose worth is the most for what they weigh. That is static pruning by
impact (Carmel et al. 2001, "Static index pruning for information retrieval systems"), where a posting's worth is what
it adds to a score (BM25), times how likely the word is asked for. People ask for what writers put into headings and
write about at length: the likelihood is estimated by the share of the word's sections that it is a topic of, smoothed
(`UNSEEN_TOPICS`), of which the root is taken so that the score counts more, and by how much the word counts in the
text that says most of it.

Where title, heading or address name a word, the browser knows the section already, and what is left to tell is how
often the text has the word too. Such sections are the answer more often than others (`NAMED_WORTH`), so this is nearly
always loaded, for all sections that name the word at once.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import Any

from publishing.bm25 import K1, B
from publishing.fallback.posting_code import PostingCode, WordPostings, letter_of
from publishing.fallback.words import StaticWords, Stem, written

# A word that no heading has counts as one of a heading among so many more sections.
UNSEEN_TOPICS = 1
UNSEEN_SECTIONS = 30
# How many times more often than others a section is asked for by a word of its title, heading or address.
NAMED_WORTH = 4
# What a word counts that more than folders name: their sections are too many to tell of each.
LEAST_NAMING = 2
# What a posting weighs in bits beside the distance to the one before: how often the word stands there, and rounding.
BITS_BESIDE = 2.5
# What it weighs where the section is known.
BITS_OF_NAMED = 1.5
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
        self._named = Counter(stem for named in words.named for stem in named)
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
        Write the *count* that tell most: ``alike``, ``same``, ``lengths`` and ``told``.

        ``lengths`` has a letter for each section (`letter_of`), ``told`` for each language ``[forms, spread, odds,
        sizes, blocks]``: the forms of words as in ``alike``, a letter for the number of sections of each, and where
        they stand (`PostingCode`).
        """
        sections: dict[Stem, list[int]] = defaultdict(list)
        for _, stem, section in self._telling[:count]:
            sections[stem].append(section)
        for stem, named in self._named.items():
            if self._words.spread[stem] >= MISJUDGED * named:
                sections[stem] += ()
        told: dict[str, list[Stem]] = defaultdict(list)
        for stem in sorted(sections, key=lambda stem: (stem[0], self._words.forms(stem))):
            told[stem[0]].append(stem)
        lengths = "".join(letter_of(text.total()) for text in self._words.texts)
        return {
            "alike": self._words.alike(self._named.keys() - sections.keys()),
            "same": self._words.same(),
            "lengths": lengths,
            "told": {lang: self._told(stems, sections, PostingCode(lengths)) for lang, stems in told.items()},
        }

    def _told(self, stems: Sequence[Stem], sections: dict[Stem, list[int]], code: PostingCode) -> list[str]:
        postings = [
            WordPostings(
                self._times(stem, self._naming[stem] if NAMED in sections[stem] else ()),
                self._times(stem, sorted(one for one in sections[stem] if one != NAMED)),
            )
            for stem in stems
        ]
        return [
            written(map(self._words.forms, stems)),
            "".join(letter_of(self._words.spread[stem]) for stem in stems),
            *code.written(postings),
        ]

    def _times(self, stem: Stem, sections: Iterable[int]) -> list[tuple[int, int]]:
        return [(section, self._words.texts[section][stem]) for section in sections]

    def _rated(self) -> Iterable[Telling]:
        norms = self._norms()
        worth, bits = self._worth_of_words(norms), self._bits_of_words()
        of_named: dict[Stem, float] = defaultdict(float)
        for section, (text, named) in enumerate(zip(self._words.texts, self._words.named, strict=True)):
            for stem, times in text.items():
                already = named[stem]
                more = _saturated(already + times, norms[section]) - _saturated(already, norms[section])
                if already >= LEAST_NAMING:
                    of_named[stem] += more * worth[stem]
                else:
                    yield (NAMED_WORTH if already else 1) * more * worth[stem] / bits[stem], stem, section
        for stem, all_worth in of_named.items():
            yield NAMED_WORTH * all_worth / (BITS_OF_NAMED * len(self._naming[stem])), stem, NAMED

    def _worth_of_words(self, norms: Sequence[float]) -> dict[Stem, float]:
        """Give for each word how rare it is, times how likely it is asked for."""
        count = len(norms)
        most: dict[Stem, float] = defaultdict(float)
        for text, norm in zip(self._words.texts, norms, strict=True):
            for stem, times in text.items():
                most[stem] = max(most[stem], _saturated(times, norm))
        worth = {}
        for stem, spread in self._words.spread.items():
            idf = math.log(1 + (count - spread + 0.5) / (spread + 0.5))
            topic = (self._words.topics[stem] + UNSEEN_TOPICS) / (spread + UNSEEN_SECTIONS)
            worth[stem] = idf * math.sqrt(topic) * most[stem]
        return worth

    def _bits_of_words(self) -> dict[Stem, float]:
        """Give for each word what a posting of it weighs."""
        count = len(self._words.texts)
        return {stem: math.log2(count / spread) + BITS_BESIDE for stem, spread in self._words.spread.items()}

    def _norms(self) -> list[float]:
        """Give what the length of each section makes of k1 (BM25)."""
        lengths = [
            text.total() + named.total() for text, named in zip(self._words.texts, self._words.named, strict=True)
        ]
        mean = sum(lengths) / max(len(lengths), 1)
        return [K1 * (1 - B + B * length / mean) for length in lengths]


def _saturated(weight: float, norm: float) -> float:
    return weight * (K1 + 1) / (weight + norm)
