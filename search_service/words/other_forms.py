"""Other forms of a word that share no stem with it: irregular ones, and those that another country writes."""

from __future__ import annotations

import re

from search_service.words.english import ENGLISH, SPELLINGS, inflections, irregular_forms, spelled_elsewhere
from search_service.words.everyday import everyday_words

# One look tells that most words are written in one way.
_SPELLED_ELSEWHERE = re.compile("|".join(pattern.pattern for pattern, _ in SPELLINGS))


def other_forms(word: str, language: str) -> list[str]:
    """Give the other forms of the folded *word* of *language* that people say, each once: ``mice`` of ``mouse``."""
    if language != ENGLISH:
        return []
    return list(dict.fromkeys((*_spelled_elsewhere(word), *_said(irregular_forms(word)))))


def same_words(word: str, language: str) -> list[str]:
    """Give those of `other_forms` that are the word itself, not one that is made of it: ``paid`` of ``pay``."""
    if language != ENGLISH:
        return []
    return list(dict.fromkeys((*_spelled_elsewhere(word), *_said(inflections(word)))))


def _said(forms: list[str]) -> list[str]:
    return [form for form in forms if form in everyday_words(ENGLISH)]


def _spelled_elsewhere(word: str) -> list[str]:
    if not _SPELLED_ELSEWHERE.search(word):
        return []
    said = everyday_words(ENGLISH)
    return [form for form in spelled_elsewhere(word) if form in said or (word in said and _differs_by_s(word, form))]


def _differs_by_s(word: str, other: str) -> bool:
    """Tell whether the words are alike but for ``-ise`` and ``-ize``: who says one has the other in that country."""
    return word.replace("z", "s") == other.replace("z", "s")
