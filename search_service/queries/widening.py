"""What else answers the words of a query: what neighbours make together, other forms, and what means the same."""

from __future__ import annotations

from itertools import pairwise

from search_service.index.arrays import RankingArrays, inverse_document_frequency
from search_service.index.line_files import has_beginning
from search_service.queries.readings import (
    JOINED_TRUST,
    OTHER_FORM_TRUST,
    SYNONYM_TRUST,
    Lexicon,
    Reading,
    exact,
    widened,
)
from search_service.words.synonyms import Phrase, Synonyms

# Fewer letters begin too many words.
MIN_BEGUN_CHARS = 3
# What the forms of a word that is found by its stem differ in.
MAX_ENDING_CHARS = 3


def with_joined(
    words: list[str], readings: dict[str, Reading], arrays: RankingArrays, *, is_told: bool
) -> dict[str, Reading]:
    """
    Let neighbours be answered by the word they make together too: ``log in`` by ``login``.

    Of a long text only what begins like a word of the content, for to stem hundreds that nobody writes takes longer
    than all the rest.
    """
    joined = dict(readings)
    for left, right in pairwise(words):
        together = left + right
        if is_told and not has_beginning(arrays.words.terms, together[:-MAX_ENDING_CHARS]):
            continue
        reading = exact(together, arrays, JOINED_TRUST)
        for word in (left, right) if reading else ():
            joined[word] = widened(joined[word], reading)
    return joined


def with_same_words(
    readings: dict[str, Reading], arrays: RankingArrays, lexicon: Lexicon, language: str | None, *, is_told: bool
) -> dict[str, Reading]:
    """Let words be answered by their other forms with another stem: ``center`` by ``centre``, ``sent`` by ``send``."""
    misspellings = lexicon.misspellings
    forms = {word: [*misspellings.spelled_elsewhere(word, language)] for word in readings}
    for word in () if is_told else readings.keys() - lexicon.stops:
        forms[word] += misspellings.inflections(word, language)
    return {
        word: widened(reading, tuple(one for form in forms[word] for one in exact(form, arrays, OTHER_FORM_TRUST)))
        for word, reading in readings.items()
    }


def with_synonyms(
    words: list[str], readings: dict[str, Reading], arrays: RankingArrays, synonyms: Synonyms
) -> dict[str, Reading]:
    """Let the words of a phrase be answered by what means the same: ``bill`` by ``invoice``."""
    widest = dict(readings)
    for found in synonyms.find(words):
        meaning = [one for phrase in found.others for one in _standing_for(phrase, arrays)]
        for word in words[found.place : found.place + found.length]:
            widest[word] = widened(widest[word], tuple(meaning))
    return widest


def begun_synonyms(start: str, arrays: RankingArrays, synonyms: Synonyms) -> Reading:
    """Let the beginning of a word that the content lacks be answered by what means the same as the whole word."""
    phrases = synonyms.begun_with(start) if len(start) >= MIN_BEGUN_CHARS else ()
    return tuple(dict.fromkeys(one for phrase in phrases for one in _standing_for(phrase, arrays)))


def _standing_for(phrase: Phrase, arrays: RankingArrays) -> Reading:
    """Give the stems of the rarest word of *phrase*: it says what the phrase is about."""
    readings = [exact(word, arrays, SYNONYM_TRUST) for word in phrase]
    return max(readings, key=lambda reading: idf(reading, arrays), default=())


def idf(alternatives: Reading, arrays: RankingArrays) -> float:
    """Weigh a word by how few sections answer it in any way."""
    having = sum(arrays.sections_with(one.stem) for one in alternatives)
    count = arrays.table.section_count
    return float(inverse_document_frequency(min(having, count), count)) if alternatives else 0.0
