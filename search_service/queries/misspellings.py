"""
What an unknown word is misspelled from: the likeliest of the words that look like it and are no other word.

A word of everyday life that the content lacks looks like one that it has oftener than a short word is misspelled:
``Garten`` and ``Karten``, ``black`` and ``back``. What tells them apart is how fingers slip: letters are missing,
doubled or change places; and a reader who writes one language seldom means a word of another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search_service.index.arrays import RankingArrays, position_in
from search_service.index.everyday import Everyday
from search_service.index.spelling import (
    EDIT_COST,
    MAX_CHARS,
    TWO_EDITS_FROM_CHARS,
    Repair,
    Vocabulary,
    distance,
    repairs,
)
from search_service.queries.compounds import GERMAN
from search_service.queries.neighbours import times_beside
from search_service.queries.own_words import OwnWords
from search_service.words.english import ENGLISH, inflections, irregular_forms, spelled_elsewhere
from search_service.words.german import INSEPARABLE, SEPARABLE, without_digraphs

# Two letters away, a German word of middle length is oftener another word: ``kündigen`` and ``Kunden``.
TWO_EDITS_FROM = {"de": 9}
# In a shorter word, another letter makes another word: ``butter`` and ``better``.
MIN_REPLACED_CHARS = 7
# Nor is it one with another letter more, in any language: ``black`` and ``back``.
MIN_ADDED_CHARS = 6
# Where words have many forms, many look alike.
INFLECTING = frozenset({"de"})
# A shorter word is no misspelling of another language's: ``Kabel`` is not ``Babel``.
MIN_FOREIGN_CHARS = 6
MAX_CANDIDATES = 20
# As many times as likely: ``public`` and ``pubic``, ``manager`` and ``manger``.
FAR_LIKELIER = 30
# What some two hundred sections have: a content that is no larger says little of what its readers ask.
PRIOR_WORDS = 12_000
# What turns a word into its opposite, or into another word for something else: ``Abmeldung`` and ``Anmeldung``.
TURNING = (*SEPARABLE, *INSEPARABLE, "un", "dis", "de", "en", "in", "non", "re", "sub", "over", "under", "ex", "")

Pairs = Sequence[tuple[str, str]]
"""Neighbours in a query, of whom one is the word that is asked about."""


@dataclass(frozen=True)
class Meant:
    """A word that was probably meant, and how likely that is, as a power of e."""

    word: str
    score: float


@dataclass(frozen=True)
class Misspellings:
    """
    What an unknown word is held against: the words of the content, and those of everyday life by language.

    *stops* are the words without a topic.
    """

    arrays: RankingArrays
    vocabulary: Vocabulary
    own: OwnWords
    everyday: Mapping[str, Everyday]
    stops: frozenset[str]

    def meant_by(self, word: str, language: str | None, beside: Pairs = ()) -> Meant | None:
        """
        Give the likeliest word that *word* is misspelled from, one of the reader's *language* if there is any.

        A word of everyday life is misspelled from none, unless it is a slip of the fingers from one that is far
        likelier, here or *beside* such words: ``manger`` from ``manager``. What is one letter from such a word was
        meant to be it, or another form of it, unless the content has a word as near or one that begins so. Then too
        nothing else is given, for what only looks like it was not meant: ``recieve`` is ``receive`` where there is a
        ``receiver``. Of a reader whose language is not known, the one that is listed is supposed.
        """
        listed = self._listed(language)
        everyday = self.everyday.get(listed)
        found = self._of_content(word, language)
        if not everyday:
            return self._named(found)
        if word in everyday and not self._is_slip_of_fingers(word, found, everyday, beside):
            return None
        near = [] if found and self._is_nearer(found, word) else [*_everyday_near(word, everyday, listed)]
        if not near:
            return self._named(found)
        forms = (form for other in near for form in self.other_forms(other, language) if self._is_written(form))
        return self._commonest(near, listed) or self._commonest(forms, listed)

    def other_forms(self, word: str, language: str | None) -> Iterator[str]:
        """Yield the other forms of the English *word*, if it is one at all: here or where it is written otherwise."""
        if everyday := self._english(language):
            forms = (*self._spelled_elsewhere(word, everyday), *filter(self._is_written, irregular_forms(word)))
            yield from (form for form in forms if self.arrays.stem_number(form, ENGLISH) is not None)

    def is_everyday(self, word: str, language: str | None) -> bool:
        """Tell whether *word* is one that everybody knows who reads *language*."""
        return word in self.everyday.get(self._listed(language), ())

    def spelled_elsewhere(self, word: str, language: str | None) -> Iterator[str]:
        """Yield how the content writes the English *word* in the way of another country, for who reads English."""
        if everyday := self._english(language):
            yield from (form for form in self._spelled_elsewhere(word, everyday) if self.own.has(form, ENGLISH))

    def inflections(self, word: str, language: str | None) -> Iterator[str]:
        """Yield the irregular forms of the English *word* that the content has, for who reads English."""
        if self._english(language):
            yield from (form for form in inflections(word) if self.own.has(form, ENGLISH))

    def mistyped_in_content(self, word: str, language: str | None) -> str | None:
        """
        Give the word that the content means where it writes *word*; None where it may mean that very word.

        Writers mistype as readers do: who asks for ``pipline`` wants the pages about pipelines, not the one with the
        same mistake. It is one where a slip of the fingers makes it of a word that, for what an edit costs, far more
        sections have, and nobody uses it in everyday life. Where no such words are listed, any word may be meant.
        """
        everyday = self.everyday.get(self._listed(language))
        far_more = self._sections_with(word) * math.exp(EDIT_COST)
        is_known = not everyday or word in everyday or len(word) < MIN_ADDED_CHARS
        if is_known or not self._is_written(word) or far_more > self.arrays.table.section_count:
            return None
        near = repairs(word, self.vocabulary, MAX_CANDIDATES, self.own.among(language), MAX_CHARS + 1)
        others = (self.arrays.words.terms[found.number] for found in near if found.edits == 1)
        likely = (other for other in others if is_slip_of_fingers(word, other) and other not in self.stops)
        return next((other for other in likely if self._sections_with(other) >= far_more), None)

    def _spelled_elsewhere(self, word: str, everyday: Everyday) -> Iterator[str]:
        yield from (form for form in spelled_elsewhere(word) if word in everyday or form in everyday)

    def _english(self, language: str | None) -> Everyday | None:
        return self.everyday.get(ENGLISH) if self._listed(language) == ENGLISH else None

    def _listed(self, language: str | None) -> str:
        return language or next(iter(self.everyday), "")

    def _is_written(self, word: str) -> bool:
        return position_in(self.arrays.words.terms, word) is not None

    def _of_content(self, word: str, language: str | None) -> Repair | None:
        allowed_from = TWO_EDITS_FROM.get(language or "", TWO_EDITS_FROM_CHARS)
        own = self.own.among(language)
        word = without_digraphs(word) if language == GERMAN else word
        for among in (own,) if own is None else (own, None):
            for found in repairs(word, self.vocabulary, MAX_CANDIDATES, among, allowed_from):
                other = self.arrays.words.terms[found.number]
                if is_slip(word, other, found.edits, language) and (
                    among is own or is_foreign_slip(word, other, found.edits)
                ):
                    return found
        return None

    def _is_nearer(self, found: Repair, word: str) -> bool:
        """Tell whether what was *found* is as near to *word* as an everyday word can be: ``postgres`` begins it."""
        return found.edits == 1 or self.arrays.words.terms[found.number].startswith(word)

    def _named(self, found: Repair | None) -> Meant | None:
        return Meant(self.arrays.words.terms[found.number], found.score) if found else None

    def _is_slip_of_fingers(self, word: str, found: Repair | None, everyday: Everyday, beside: Pairs) -> bool:
        """
        Tell whether in *word* a letter of a far likelier word that was *found* is missing, doubled or exchanged.

        That is the noisy channel of Kernighan, Church and Gale (1990), "A Spelling Correction Program Based on a Noisy
        Channel Model", with the same chance for each such slip. How likely the other word is, only the content tells:
        people say "thank" far oftener than ``tank``, and who asks for a tank means it. Who seems to mean a word without
        a topic would ask for nothing.
        """
        if not found or found.edits > 1:
            return False
        other = self.arrays.words.terms[found.number]
        if not is_slip_of_fingers(word, other) or other in self.stops:
            return False
        shares = (self._share(other), *self._shares_beside(word, other, beside))
        return max(shares) >= FAR_LIKELIER * everyday.share(word)

    def _share(self, word: str) -> float:
        """Give the share of what the content says that is *word*, each counted once a section; less in a small one."""
        words = self.arrays.words
        number = position_in(words.terms, word)
        times = 0 if number is None else int(words.starts[number + 1] - words.starts[number])
        return times / (len(words.sections) + PRIOR_WORDS)

    def _shares_beside(self, word: str, other: str, beside: Pairs) -> Iterator[float]:
        """Yield the share of what stands beside each neighbour of *word*, on the same side, that is the *other*."""
        for left, right in beside:
            pair = (left, other) if right == word else (other, right)
            neighbour = left if right == word else right
            # What stands so but once may do so by chance: absolute discounting (Ney, Essen and Kneser 1994).
            yield (times_beside(*pair, self.arrays) - 1) / max(self._sections_with(neighbour), 1)

    def _sections_with(self, word: str) -> int:
        return max(map(self.arrays.sections_with, self.arrays.stem_numbers(word)), default=0)

    def _commonest(self, forms: Iterable[str], language: str) -> Meant | None:
        """Give of *forms* the one of whose stem the content speaks most, the first of equals; None if of no one's."""
        stems = {form: self.arrays.stem_number(form, language) for form in forms}
        times = {form: self.arrays.sections_with(stem) for form, stem in stems.items() if stem is not None}
        best = max(times, key=lambda form: times[form], default=None)
        return Meant(best, math.log(times[best]) - EDIT_COST) if best else None


def _everyday_near(word: str, everyday: Everyday, language: str) -> Iterator[str]:
    """Yield the everyday words that are one slip from *word* and begin like it, the commonest first."""
    for found in repairs(word, everyday.vocabulary, MAX_CANDIDATES, two_edits_from=MAX_CHARS + 1):
        other = everyday.terms[found.number]
        if other[0] == word[0] and is_slip(word, other, found.edits, language):
            yield other


def is_slip(word: str, other: str, edits: int, language: str | None) -> bool:
    """Tell whether *word* may be *other*, so many *edits* away, mistyped, and not just another word."""
    if is_turned(word, other, edits):
        return False
    longer = len(word) > len(other)
    if language not in INFLECTING:
        return len(word) >= MIN_ADDED_CHARS or not longer or is_doubled(word, other)
    replaced = only_replaced(word, other, edits)
    if len(word) >= MIN_REPLACED_CHARS:
        return edits == 1 or not replaced
    swapped = sorted(word) == sorted(other)
    return swapped or (word[0] == other[0] and not replaced and (not longer or is_doubled(word, other)))


def is_slip_of_fingers(word: str, other: str) -> bool:
    """Tell of words one edit apart whether in *word* a letter behind the first is missing, doubled or exchanged."""
    added = len(word) > len(other) and not is_doubled(word, other)
    return word[0] == other[0] and not added and not only_replaced(word, other, 1)


def is_foreign_slip(word: str, other: str, edits: int) -> bool:
    """Tell whether *word* may be *other* of another language than the reader's."""
    return (
        len(word) >= MIN_FOREIGN_CHARS and word[0] == other[0] and edits == 1 and not only_replaced(word, other, edits)
    )


def only_replaced(word: str, other: str, edits: int) -> bool:
    """Tell whether all *edits* put one letter in place of another."""
    return len(word) == len(other) and sum(one != two for one, two in zip(word, other, strict=True)) == edits


def is_doubled(word: str, other: str) -> bool:
    """Tell whether *word* is *other* with one letter typed twice."""
    return any(word[at] == word[at - 1] and word[:at] + word[at + 1 :] == other for at in range(1, len(word)))


def is_turned(word: str, other: str, edits: int) -> bool:
    """Tell whether *word* is *other* with another prefix: what stands behind it is nearer than the whole."""
    ends, others = _behind_prefixes(word), _behind_prefixes(other)
    return any(
        distance(end, other_end) < edits
        for one, end in ends.items()
        for two, other_end in others.items()
        if one != two and abs(len(end) - len(other_end)) < edits
    )


def _behind_prefixes(word: str) -> dict[str, str]:
    return {prefix: word.removeprefix(prefix) for prefix in TURNING if word.startswith(prefix)}
