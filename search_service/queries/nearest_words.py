"""
Words of the content that look like an unknown word, further off than a misspelling: the way on from nothing.

First those that begin like it, and where there are none those that share many pairs of letters with it anywhere.
"""

from __future__ import annotations

import numpy as np

from search_service.index.arrays import RankingArrays
from search_service.index.line_files import place_of
from search_service.index.spelling import Vocabulary, look_alikes
from search_service.queries.readings import LAST_CHARACTER, Alternative, Reading, completions, exact
from search_service.queries.terms import Question, Term
from search_service.words.analysis import CHUNK, chunk_words, is_unspaced

# A word that shares its first letters with the unknown one has its root, or is half of the same compound.
MIN_SHARED_CHARS = 4
MAX_WORDS = 5
MAX_WORDS_READ = 12


def nearest(query: str, arrays: RankingArrays, vocabulary: Vocabulary) -> Question:
    """Give the question that asks for what looks like the words of *query*, for one that nothing answers."""
    words = [word for chunk in CHUNK.findall(query) for word in chunk_words(chunk)][:MAX_WORDS_READ]
    readings = ((word, _alike(word, arrays, vocabulary)) for word in dict.fromkeys(words))
    # All count alike: how rare a word is says nothing when it was not asked for.
    return Question(tuple(Term(word, reading, 1.0) for word, reading in readings if reading), None)


def _alike(word: str, arrays: RankingArrays, vocabulary: Vocabulary) -> Reading:
    """Give the stems of the commonest words with the longest beginning in common, trusted by how long that is."""
    if is_unspaced(word):
        return completions(word[:1], arrays)[:MAX_WORDS]
    for length in range(len(word), MIN_SHARED_CHARS - 1, -1):
        found = _begun_with(word[:length], arrays)
        if found:
            return tuple(Alternative(one.stem, length / len(word)) for other in found for one in exact(other, arrays))
    alike = look_alikes(word, vocabulary, MAX_WORDS)
    return tuple(one for number, share in alike for one in exact(arrays.words.terms[number], arrays, share))


def _begun_with(prefix: str, arrays: RankingArrays) -> list[str]:
    terms, starts = arrays.words.terms, arrays.words.starts
    first, last = place_of(terms, prefix), place_of(terms, prefix + LAST_CHARACTER)
    commonest = np.argsort(-np.diff(starts[first : last + 1]), kind="stable")[:MAX_WORDS] + first
    return [terms[number] for number in commonest]
