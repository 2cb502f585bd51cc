"""German compounds that the content does not have: the words that they are made of, as far as it has those."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search_service.index.arrays import RankingArrays
from search_service.index.line_files import has_beginning
from search_service.index.spelling import MAX_CHARS, Vocabulary, spelled
from search_service.queries.own_words import OwnWords
from search_service.words.german import without_digraphs
from search_service.words.languages import stop_words

GERMAN = "de"
# A shorter part is too often no word of its own.
MIN_PART_CHARS = 4
MAX_PARTS = 3
# A shorter word too often ends or begins another by chance: ``Bücherregal`` is not ``egal``.
MIN_END_CHARS = 5
# What many words end in, such as "keiten", is no word.
MIN_TAIL_CHARS = 7
MIN_MAIN_CHARS = 9
# No word either is "legung", whatever "Belegung" and "Verlegung" may be.
MIN_DEED_CHARS = 7
# What joins a part to the next or inflects it, and what a part may lose: ``Aufbewahrung-s-fristen``, ``Sprach-wahl`` of
# the ``Sprache`` and of ``wählen``.
JOINTS = ("", "s", "es", "n", "en", "e", "er")
LOST = ("e", "en")
# Before another part, a shorter stem of a verb is oftener none: ``Kennwort``, ``Startseite``.
MIN_VERB_CHARS = 6
# What stands before another part without its ending is itself: a ``Vollbild`` is no ``volle``.
ADJECTIVES = frozenset(
    {"breit", "gross", "hart", "klein", "kurz", "lang", "leicht", "schnell", "schwer", "voll", "weit"}
)

Parts = tuple[str, ...]


class GermanWords:
    """The German words of the content, and which of them another word is made of."""

    def __init__(self, arrays: RankingArrays, own: OwnWords) -> None:
        self._terms = arrays.words.terms
        self._own = own
        self._stops = stop_words(GERMAN)
        self._is_there = GERMAN in arrays.table.languages

    def parts_of(self, word: str) -> Parts:
        """Give the words of the content that *word* is made of without a rest, as few as may be; else none."""
        longest = MAX_PARTS * (MAX_CHARS + len("en"))
        if not self._is_there or not 2 * MIN_PART_CHARS <= len(word) <= longest:
            return ()
        forms = dict.fromkeys((word, without_digraphs(word)))
        cut = (self._split(form, count) for form in forms for count in range(2, MAX_PARTS + 1))
        return next(filter(None, cut), ())

    def ends_of(self, word: str) -> Parts:
        """
        Give the longest words of the content that *word* begins and ends with, whatever else is in it.

        They tell at most what it may be about, and so what is near it: a ``Lieferadresse`` may be like an ``Adresse``.
        """
        if not self._is_there or len(word) > 2 * MAX_CHARS:
            return ()
        word = without_digraphs(word)
        cuts = range(len(word) - MIN_PART_CHARS, MIN_END_CHARS - 1, -1)
        first = next((part for cut in cuts if (part := self._known_before(word[:cut]))), "")
        starts = range(MIN_PART_CHARS, len(word) - MIN_END_CHARS + 1)
        last = next((part for start in starts if (part := self._known(word[start:]))), "")
        return tuple(filter(None, (last, first)))

    def main_part_of(self, word: str) -> Parts:
        """
        Give the long word of the content that *word* begins with, where it is half of its letters or more.

        It names the field: a ``Datenschutzbeauftragter`` has to do with ``Datenschutz``. What a word ends in does not:
        a ``Wasserrechnung`` is another ``Rechnung``.
        """
        word = without_digraphs(word)
        shortest = max(MIN_MAIN_CHARS, (len(word) + 1) // 2)
        if not self._is_there or len(word) > 2 * MAX_CHARS:
            return ()
        cuts = range(len(word) - MIN_PART_CHARS, shortest - 1, -1)
        return next(((word[:cut],) for cut in cuts if self._own.has(word[:cut], GERMAN)), ())

    def _split(self, word: str, count: int) -> Parts:
        """Part *word* into *count* words that are known, the first as long as may be."""
        if not self._begins_one(word):
            return ()
        if count == 1:
            return tuple(filter(None, (self._known(word),)))
        longest = min(len(word) - MIN_PART_CHARS, MAX_CHARS + len("en"))
        for cut in range(longest, MIN_PART_CHARS - 1, -1):
            if (first := self._known_before(word[:cut])) and (rest := self._split(word[cut:], count - 1)):
                return first, *rest
        return ()

    def _begins_one(self, word: str) -> bool:
        """Tell whether any word of the content begins like *word*; where none does, it need not be cut."""
        return has_beginning(self._terms, word[:MIN_PART_CHARS])

    def _known_before(self, part: str) -> str:
        """Give the word of the content that *part* of a compound, not its last one, is a form of."""
        lost = () if part in ADJECTIVES else LOST if len(part) >= MIN_VERB_CHARS else LOST[:1]
        return self._known(part, lost)

    def _known(self, part: str, lost: Parts = LOST) -> str:
        """Give the word of the content that *part* of a compound is a form of, empty where there is none."""
        forms = _forms(part, lost)
        return next((form for form in forms if form not in self._stops and self._own.has(form, GERMAN)), "")


def ending_in(word: str, arrays: RankingArrays, vocabulary: Vocabulary) -> Parts:
    """Give the compounds of the content that end in the long *word*: of ``Rechnung`` perhaps ``Stromrechnung``."""
    if not MIN_TAIL_CHARS <= len(word) <= MAX_CHARS:
        return ()
    longer = np.flatnonzero(vocabulary.lengths >= len(word) + MIN_PART_CHARS)
    places = vocabulary.lengths[longer, None].astype(np.intp) - len(word) + np.arange(len(word))
    ends = vocabulary.codes[longer[:, None], places] == spelled(word)
    return tuple(arrays.words.terms[vocabulary.numbers[at]] for at in longer[ends.all(axis=1)])


def _forms(part: str, lost: Parts) -> Iterator[str]:
    """Yield the words of some length that *part* may be a form of, with the endings that it may have *lost*."""
    for joint in JOINTS:
        if part.endswith(joint) and len(part) - len(joint) >= MIN_PART_CHARS:
            yield part.removesuffix(joint)
    yield from (part + ending for ending in lost)
    # What is done: the ``Daten-speicherung`` is that they are stored, ``speichern``.
    if part.endswith("ung") and len(part) >= MIN_DEED_CHARS:
        yield from (part.removesuffix("ung") + end for end in ("en", "n"))
    # Who or what does it: the ``Kopf-hörer`` is for hearing, ``hören``.
    if part.endswith("er"):
        yield part.removesuffix("er") + "en"
