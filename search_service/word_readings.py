"""The ways a word of a query can be read: as it stands, as the beginning of a word, as a misspelling of one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from search_service.ranking_arrays import RankingArrays
from search_service.spelling import Vocabulary, repairs

MAX_COMPLETIONS = 64
# What an answer to a repaired or completed word counts, against one to the word as typed.
REPAIR_TRUST = 0.9
COMPLETION_TRUST = 0.9
# The end of the range of a prefix in a sorted list of words.
LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True)
class Alternative:
    """A stem that may answer a word, and how far it is trusted (0 to 1)."""

    stem: int
    trust: float


def exact(word: str, arrays: RankingArrays) -> tuple[Alternative, ...]:
    """Give the stem of *word* in each language that has it."""
    numbers = (arrays.stem_number(word, language) for language in arrays.table.languages)
    return tuple(Alternative(number, 1.0) for number in numbers if number is not None)


def completed(prefix: str, arrays: RankingArrays, finished: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    """Add to the readings of the word as *finished* the stems of the commonest words that begin with *prefix*."""
    terms, starts = arrays.words.terms, arrays.words.starts
    first, last = bisect_left(terms, prefix), bisect_left(terms, prefix + LAST_CHARACTER)
    commonest = sorted(range(first, last), key=lambda word: starts[word] - starts[word + 1])[:MAX_COMPLETIONS]
    stems = [one.stem for word in commonest for one in exact(terms[word], arrays)]
    trusts = dict.fromkeys(stems, COMPLETION_TRUST) | {one.stem: one.trust for one in finished}
    return tuple(Alternative(stem, trust) for stem, trust in trusts.items())


def repaired(word: str, arrays: RankingArrays, vocabulary: Vocabulary) -> tuple[tuple[Alternative, ...], str | None]:
    """Read the unknown *word* as the word of the content that was probably meant, and say which."""
    found = repairs(word, vocabulary, at_most=1)
    if not found:
        return (), None
    meant = arrays.words.terms[found[0].number]
    return tuple(Alternative(one.stem, REPAIR_TRUST) for one in exact(meant, arrays)), meant
