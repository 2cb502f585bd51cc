"""What a query asks for: its words, and for each the stems of the content that answer it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from search_service.analysis import CHUNK, chunk_words
from search_service.languages import stop_words
from search_service.ranking_arrays import RankingArrays
from search_service.spelling import Vocabulary, repairs

# A pasted message is answered by its first words and by the rarest of them.
MAX_WORDS = 300
MAX_TERMS = 16
MAX_COMPLETIONS = 64
# What an answer to a repaired or completed word counts, against one to the word as typed.
REPAIR_TRUST = 0.9
COMPLETION_TRUST = 0.9
# The end of the prefix range in a sorted list of words.
LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True)
class Alternative:
    """A stem that may answer a word, and how far it is trusted (0 to 1)."""

    stem: int
    trust: float


@dataclass(frozen=True)
class Term:
    """A word of the query: what answers it, and its inverse document frequency."""

    word: str
    alternatives: tuple[Alternative, ...]
    idf: float


@dataclass(frozen=True)
class Question:
    """A query, understood: its terms, best first, and how it would be spelled correctly when a word was repaired."""

    terms: tuple[Term, ...]
    correction: str | None


def understand(query: str, arrays: RankingArrays, vocabulary: Vocabulary, *, partial: bool) -> Question:
    """Resolve the words of *query* against the content; with *partial* its last word may be unfinished."""
    unfinished = _unfinished_word(query) if partial else None
    words = _distinct_words(query)
    terms: list[Term] = []
    corrected: dict[str, str] = {}
    for word in words:
        alternatives = _exact(word, arrays)
        if word == unfinished:
            alternatives = _completed(word, arrays, alternatives)
        if not alternatives:
            alternatives, repaired = _repaired(word, arrays, vocabulary)
            if repaired:
                corrected[word] = repaired
        if alternatives:
            terms.append(Term(word, alternatives, _idf(alternatives, arrays)))
    return Question(_most_telling(terms, arrays), _rewritten(query, corrected))


def _distinct_words(query: str) -> list[str]:
    words = dict.fromkeys(word for chunk in CHUNK.findall(query) for word in chunk_words(chunk))
    return list(words)[:MAX_WORDS]


def _unfinished_word(query: str) -> str | None:
    """Give the last word when nothing follows it."""
    last = None
    for last in CHUNK.finditer(query):  # noqa: B007 - only the last match counts
        pass
    if last is None or last.end() != len(query):
        return None
    words = chunk_words(last.group())
    return words[-1] if words else None


def _exact(word: str, arrays: RankingArrays) -> tuple[Alternative, ...]:
    numbers = (arrays.stem_number(word, language) for language in arrays.table.languages)
    return tuple(Alternative(number, 1.0) for number in numbers if number is not None)


def _completed(prefix: str, arrays: RankingArrays, exact: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    """Add the stems of the commonest words that begin with *prefix*."""
    terms = arrays.words.terms
    first, last = bisect_left(terms, prefix), bisect_left(terms, prefix + LAST_CHARACTER)
    starts = arrays.words.starts
    commonest = sorted(range(first, last), key=lambda word: starts[word] - starts[word + 1])[:MAX_COMPLETIONS]
    trusts = {alternative.stem: alternative.trust for word in commonest for alternative in _exact(terms[word], arrays)}
    completions = dict.fromkeys(trusts, COMPLETION_TRUST) | {one.stem: 1.0 for one in exact}
    return tuple(Alternative(stem, trust) for stem, trust in completions.items())


def _repaired(word: str, arrays: RankingArrays, vocabulary: Vocabulary) -> tuple[tuple[Alternative, ...], str | None]:
    found = repairs(word, vocabulary, at_most=1)
    if not found:
        return (), None
    meant = arrays.words.terms[found[0].number]
    return tuple(Alternative(one.stem, REPAIR_TRUST) for one in _exact(meant, arrays)), meant


def _idf(alternatives: Sequence[Alternative], arrays: RankingArrays) -> float:
    """Robertson and Sparck Jones's inverse document frequency, over sections, of what answers a word together."""
    count = len(arrays.table.section_article)
    having = sum(int(arrays.stems.starts[one.stem + 1] - arrays.stems.starts[one.stem]) for one in alternatives)
    having = min(having, count)
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def _most_telling(terms: list[Term], arrays: RankingArrays) -> tuple[Term, ...]:
    """Leave out stop words unless there is nothing else, and all but the rarest words of a long message."""
    stops = frozenset().union(*(stop_words(language) for language in arrays.table.languages))
    telling = [term for term in terms if term.word not in stops] or terms
    kept = sorted(telling, key=lambda term: -term.idf)[:MAX_TERMS]
    return tuple(term for term in telling if term in kept)


def _rewritten(query: str, corrected: dict[str, str]) -> str | None:
    """Write *query* with its misspelled words replaced, all else as it was typed."""
    if not corrected:
        return None

    def replace(chunk: str) -> str:
        words = chunk_words(chunk)
        return corrected.get(words[0], chunk) if len(words) == 1 else chunk

    return CHUNK.sub(lambda match: replace(match.group()), query)
