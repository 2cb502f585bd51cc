"""
Which words of the content are a language's own.

The pages of a translation often keep the addresses and tags of the first language: what stands there alone, and is a
word of another language's pages, is none of theirs.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from search_service.index.arrays import RankingArrays, position_in
from search_service.index.spelling import Flags, Vocabulary
from search_service.words.languages import base_language


class OwnWords:
    """The words of the content by language; worked out for a language when it is first asked for."""

    def __init__(self, arrays: RankingArrays, vocabulary: Vocabulary) -> None:
        self._arrays = arrays
        self._vocabulary = vocabulary
        self._flags = lru_cache(maxsize=None)(self._read_flags)
        self._among = lru_cache(maxsize=None)(self._read_among)

    def language(self, lang: str | None) -> str | None:
        """Give the language of the content that a reader of *lang* reads; without one, the only language there is."""
        languages = self._arrays.table.languages
        if lang:
            return base_language(lang) if base_language(lang) in languages else None
        return languages[0] if len(languages) == 1 else None

    def has(self, word: str, language: str) -> bool:
        """Tell whether *language*, one of the content, writes the folded *word* in this very form."""
        number = position_in(self._arrays.words.terms, word)
        return number is not None and bool(self._flags(language)[number])

    def of(self, language: str) -> Flags:
        """Tell of each word of the content whether it is one of *language*."""
        return self._flags(language)

    def among(self, language: str | None) -> Flags | None:
        """Tell of each word of the vocabulary whether it is one of *language*; None where all of them may be meant."""
        several = len(self._arrays.table.languages) > 1
        return self._among(language) if language and several else None

    def _read_flags(self, language: str) -> Flags:
        arrays = self._arrays
        stems = arrays.stem_of_word
        own = stems[arrays.table.languages.index(language)]
        written = np.zeros(len(arrays.stems.terms) + 1, dtype=bool)
        texts = arrays.texts
        for part in (texts.titles, texts.keywords, texts.headings, texts.texts):
            written[part.terms] = True
        nobody_else = (stems >= 0).sum(axis=0) == 1
        flags: Flags = (own >= 0) & (written[own] | nobody_else)
        return flags

    def _read_among(self, language: str) -> Flags:
        return self._flags(language)[self._vocabulary.numbers]
