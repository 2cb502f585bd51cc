"""
Words of the content that look like an unknown word, further off than a misspelling: the way on from nothing.

First those that a German compound begins or ends with; then those that begin like it, and where there are none those
that share many pairs of letters with it anywhere. A word that everybody knows is near none of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np

from search_service.index.arrays import RankingArrays
from search_service.index.line_files import place_of
from search_service.index.spelling import MAX_CHARS, distance, look_alikes
from search_service.queries.compounds import GERMAN
from search_service.queries.own_words import OwnWords
from search_service.queries.readings import LAST_CHARACTER, Alternative, Lexicon, Reading, completions, exact
from search_service.queries.terms import Question, Term
from search_service.words.analysis import CHUNK, chunk_words, is_unspaced

# A word that shares its first letters with the unknown one has its root, or is half of the same compound.
MIN_SHARED_CHARS = 4
MAX_WORDS = 5
MAX_WORDS_READ = 8
FIRST_PART_TRUST = 0.5
# A word is near the unknown one when both have a run of letters in common, at least so many and half of the longer; or
# when they are fewer edits apart than this share of the longer. Of the content's words with two to four mistakes that
# letters in common lead back to, nine of ten are near; of made-up words, one of twenty is near any.
MIN_RUN_CHARS = 5
FEWER_EDITS = 0.4


def nearest(query: str, arrays: RankingArrays, lexicon: Lexicon, lang: str | None) -> Question:
    """
    Give the question that asks for what looks like the words of *query*, for one that nothing answers.

    It is asked of the words of the reader's language alone: what looks alike in another says nothing.
    """
    words = [word for chunk in CHUNK.findall(query) for word in chunk_words(chunk)][:MAX_WORDS_READ]
    language = lexicon.own.language(lang)
    readings = ((word, _near(word, arrays, lexicon, language)) for word in dict.fromkeys(words))
    # All count alike: how rare a word is says nothing when it was not asked for.
    return Question(tuple(Term(word, reading, 1.0) for word, reading in readings if reading))


def _near(word: str, arrays: RankingArrays, lexicon: Lexicon, language: str | None) -> Reading:
    if lexicon.misspellings.is_everyday(word, language):
        return ()
    ends = lexicon.german.ends_of(word) if language == GERMAN else ()
    # What a compound ends in says what it is: a shopping bag is a bag.
    trusted = zip(ends, (1.0, FIRST_PART_TRUST), strict=False)
    found = tuple(one for end, trust in trusted for one in exact(end, arrays, trust))
    return found or _alike(word, arrays, lexicon, language)


def _alike(word: str, arrays: RankingArrays, lexicon: Lexicon, language: str | None) -> Reading:
    """Give the stems of the commonest words with the longest beginning in common, trusted by how long that is."""
    if is_unspaced(word):
        return completions(word[:1], arrays)[:MAX_WORDS]
    for length in range(_shared_chars(word, arrays.words.terms), MIN_SHARED_CHARS - 1, -1):
        found = [other for other in _begun_with(word[:length], arrays, lexicon.own, language) if _is_near(word, other)]
        if found:
            return tuple(Alternative(one.stem, length / len(word)) for other in found for one in exact(other, arrays))
    alike = look_alikes(word, lexicon.vocabulary, MAX_WORDS, lexicon.own.among(language))
    others = [(arrays.words.terms[number], share) for number, share in alike]
    return tuple(one for other, share in others if _is_near(word, other) for one in exact(other, arrays, share))


def _is_near(word: str, other: str) -> bool:
    """Tell whether *word* may have been written for *other*, or for a word that is made of its root."""
    longer = max(len(word), len(other))
    run = SequenceMatcher(None, word, other, autojunk=False).find_longest_match().size
    if run >= max(MIN_RUN_CHARS, longer / 2):
        return True
    return distance(word[:MAX_CHARS], other[:MAX_CHARS]) < FEWER_EDITS * min(longer, MAX_CHARS)


def _shared_chars(word: str, terms: Sequence[str]) -> int:
    """Count the letters that *word* begins with like any of the sorted *terms*: one of its neighbours among them."""
    place = place_of(terms, word)
    beside = [terms[at] for at in (place - 1, place) if 0 <= at < len(terms)]
    return max((_beginning_in_common(word, other) for other in beside), default=0)


def _beginning_in_common(word: str, other: str) -> int:
    differing = (at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two)
    return next(differing, min(len(word), len(other)))


def _begun_with(prefix: str, arrays: RankingArrays, own: OwnWords, language: str | None) -> list[str]:
    terms, starts = arrays.words.terms, arrays.words.starts
    first, last = place_of(terms, prefix), place_of(terms, prefix + LAST_CHARACTER)
    counts = np.diff(starts[first : last + 1])
    counts = counts if language is None else counts * own.of(language)[first:last]
    commonest = [at for at in np.argsort(-counts, kind="stable")[:MAX_WORDS].tolist() if counts[at]]
    return [terms[first + at] for at in commonest]
