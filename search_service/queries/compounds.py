"""German compounds that the content does not have: the words that they are made of, as far as it has those."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from search_service.index.arrays import RankingArrays, position_in
from search_service.index.spelling import MAX_CHARS, Vocabulary, spelled
from search_service.words.languages import base_language, stop_words

GERMAN = "de"
# A shorter part is too often no word of its own.
MIN_PART_CHARS = 4
MAX_PARTS = 3
# What many words end in, such as "keiten", is no word.
MIN_TAIL_CHARS = 7

Parts = tuple[str, ...]
Known = Callable[[str], str]


def parts_of(word: str, arrays: RankingArrays) -> Parts:
    """Give the words of the content that *word* is made of without a rest, as few as may be; none when it is not."""
    if GERMAN not in arrays.table.languages:
        return ()
    known = _known_in(arrays)
    return next(filter(None, (_split(word, count, known) for count in range(2, MAX_PARTS + 1))), ())


def ends_of(word: str, arrays: RankingArrays) -> Parts:
    """
    Give the longest words of the content that the German *word* begins and ends with, whatever else is in it.

    They say what it is about: of ``Tastaturkürzel`` the content may know the ``Tastatur``.
    """
    known = _known_in(arrays)
    cuts = range(len(word) - MIN_PART_CHARS, MIN_PART_CHARS - 1, -1)
    end, first = next(((cut, part) for cut in cuts if (part := known(word[:cut]))), (MIN_PART_CHARS, ""))
    last = next((part for cut in range(end, len(word)) if (part := known(word[cut:]))), "")
    return tuple(filter(None, (first, last)))


def ending_in(word: str, arrays: RankingArrays, vocabulary: Vocabulary) -> Parts:
    """Give the compounds of the content that end in the German *word*: of ``Fehler`` perhaps ``Tippfehler``."""
    if not MIN_TAIL_CHARS <= len(word) <= MAX_CHARS:
        return ()
    longer = np.flatnonzero(vocabulary.lengths >= len(word) + MIN_PART_CHARS)
    places = vocabulary.lengths[longer, None].astype(np.intp) - len(word) + np.arange(len(word))
    ends = vocabulary.codes[longer[:, None], places] == spelled(word)
    return tuple(arrays.words.terms[vocabulary.numbers[at]] for at in longer[ends.all(axis=1)])


def is_german(lang: str | None, arrays: RankingArrays) -> bool:
    """Tell whether a question in *lang* is German; without one, it is in the only language of the content."""
    languages = arrays.table.languages
    return GERMAN in languages and (base_language(lang) == GERMAN if lang else len(languages) == 1)


def _split(word: str, count: int, known: Known) -> Parts:
    """Part *word* into *count* words that are *known*, the first as long as may be."""
    if count == 1:
        return tuple(filter(None, (known(word),)))
    for cut in range(len(word) - MIN_PART_CHARS, MIN_PART_CHARS - 1, -1):
        if (first := known(word[:cut])) and (rest := _split(word[cut:], count - 1, known)):
            return first, *rest
    return ()


def _known_in(arrays: RankingArrays) -> Known:
    """
    Give what tells of a part how the content has it; empty where it does not.

    Most letters that join a part to the next one are taken off by the stemmer: ``tasten``, ``kinder``.
    """
    stops = stop_words(GERMAN)

    def known(part: str) -> str:
        if len(part) < MIN_PART_CHARS or part in stops:
            return ""
        forms = [form for form in (part, part.removesuffix("s")) if arrays.stem_number(form, GERMAN) is not None]
        written = (form for form in forms if position_in(arrays.words.terms, form) is not None)
        return next(written, next(iter(forms), ""))

    return known
