"""Other forms of a word that share no stem with it: irregular ones, and those that another country writes."""

from __future__ import annotations

import re

from search_service.words.english import ENGLISH, SPELLINGS, irregular_forms, spelled_elsewhere
from search_service.words.everyday import everyday_words

# One look tells that most words are written in one way.
_SPELLED_ELSEWHERE = re.compile("|".join(pattern.pattern for pattern, _ in SPELLINGS))


def other_forms(word: str, language: str) -> list[str]:
    """Give the other forms of the folded *word* of *language* that people say, each once: ``mice`` of ``mouse``."""
    if language != ENGLISH:
        return []
    irregular = (form for form in irregular_forms(word) if form in everyday_words(language))
    return list(dict.fromkeys((*other_spellings(word, language), *irregular)))


def other_spellings(word: str, language: str) -> list[str]:
    """Give those of `other_forms` that only another country writes: ``organise`` for ``organize``."""
    if language != ENGLISH or not _SPELLED_ELSEWHERE.search(word):
        return []
    said = everyday_words(language)
    return [form for form in spelled_elsewhere(word) if form in said or (word in said and _differs_by_s(word, form))]


def _differs_by_s(word: str, other: str) -> bool:
    """Tell whether the words are alike but for ``-ise`` and ``-ize``: who says one has the other in that country."""
    return word.replace("z", "s") == other.replace("z", "s")
