"""The ways a word of a query can be read: as it stands, with its neighbour, unfinished, run together or misspelled."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from search_service.index.arrays import RankingArrays, position_in, term_postings
from search_service.index.line_files import place_of
from search_service.index.sequences import Bits, Rows
from search_service.index.spelling import EDIT_COST, Vocabulary, repairs
from search_service.queries.compounds import parts_of

MAX_COMPLETIONS = 64
# What an answer to another word counts, against one to the word as typed.
COMPLETION_TRUST = 0.9
REPAIR_TRUST = 0.9
JOINED_TRUST = 0.9
SYNONYM_TRUST = 0.8
MIN_PART_CHARS = 2
# A shorter one with a 't' behind it is another word.
MIN_VERB_CHARS = 4
MAX_SECTIONS_COMPARED = 500
MAX_WORDS_COMPARED = 500
# The end of the range of a prefix in a sorted list of words.
LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True)
class Alternative:
    """A stem that may answer a word, and how far it is trusted (0 to 1)."""

    stem: int
    trust: float


Reading = tuple[Alternative, ...]


def exact(word: str, arrays: RankingArrays, trust: float = 1.0) -> Reading:
    """Give the stem of *word* in each language that has it."""
    numbers = (arrays.stem_number(word, language) for language in arrays.table.languages)
    return tuple(Alternative(number, trust) for number in numbers if number is not None)


def german_verb(word: str, arrays: RankingArrays) -> Reading:
    """Give the stem of an unknown German verb form that the stemmer leaves as it is: ``druckt`` of ``drucken``."""
    if "de" not in arrays.table.languages or not word.endswith("t") or len(word) <= MIN_VERB_CHARS:
        return ()
    number = arrays.stem_number(word[:-1], "de")
    return () if number is None else (Alternative(number, REPAIR_TRUST),)


def widened(reading: Reading, others: Reading) -> Reading:
    """Add *others* to *reading*, which is trusted for what both have."""
    trusts = {one.stem: one.trust for one in others} | {one.stem: one.trust for one in reading}
    return tuple(Alternative(stem, trust) for stem, trust in trusts.items())


def completions(prefix: str, arrays: RankingArrays) -> Reading:
    """Give the stems of the commonest words that begin with *prefix*."""
    terms, starts = arrays.words.terms, arrays.words.starts
    first, last = place_of(terms, prefix), place_of(terms, prefix + LAST_CHARACTER)
    counts = np.diff(starts[first : last + 1])
    commonest = np.argsort(-counts, kind="stable")[:MAX_COMPLETIONS] + first
    return tuple(one for word in commonest for one in exact(terms[word], arrays, COMPLETION_TRUST))


def meant(word: str, arrays: RankingArrays, vocabulary: Vocabulary) -> tuple[str, ...]:
    """
    Give what the unknown *word* stands for: the words that it is made of, or one it is misspelled from.

    A missing space is one edit like a wrong letter: what the content says more often was meant.
    """
    found = repairs(word, vocabulary, at_most=1)
    parts, times = _parted(word, arrays)
    if parts and (not found or math.log(times) - EDIT_COST >= found[0].score):
        return parts
    return parts_of(word, arrays) or tuple(arrays.words.terms[one.number] for one in found)


def likelier(word: str, reading: Reading, arrays: RankingArrays, vocabulary: Vocabulary) -> tuple[str, ...]:
    """
    Give the word that *word* was meant to be although *reading* knows its stem; nothing where that is not likelier.

    So it is when nobody writes *word* itself, and what shares its stem is far rarer than a word that looks like it:
    ``elatic`` has the stem of ``elated``, and the content speaks of ``elastic``.
    """
    if position_in(arrays.words.terms, word) is not None:
        return ()
    starts = arrays.stems.starts
    times = max(int(starts[one.stem + 1] - starts[one.stem]) for one in reading)
    found = repairs(word, vocabulary, at_most=1)
    return (arrays.words.terms[found[0].number],) if found and found[0].score > math.log(times) else ()


def _parted(word: str, arrays: RankingArrays) -> tuple[tuple[str, ...], int]:
    """Give the two words that *word* is run together from, which stand side by side in the content, and how often."""
    best: tuple[str, ...] = ()
    best_count = 0
    for cut in range(MIN_PART_CHARS, len(word) - MIN_PART_CHARS + 1):
        count = _neighbours(word[:cut], word[cut:], arrays)
        if count > best_count:
            best, best_count = (word[:cut], word[cut:]), count
    return best, best_count


def _neighbours(left: str, right: str, arrays: RankingArrays) -> int:
    """Count sections in which *right* follows *left*, looking at a few hundred at most."""
    for one in exact(left, arrays):
        for other in exact(right, arrays):
            has_left, has_right = (term_postings(arrays.stems, stem)[0] for stem in (one.stem, other.stem))
            both = np.intersect1d(has_left, has_right, assume_unique=True)[:MAX_SECTIONS_COMPARED].astype(np.intp)
            if len(both):
                bits = np.zeros(len(arrays.stems.terms), dtype=np.int64)
                bits[one.stem] |= 1
                bits[other.stem] |= 2
                return _count_phrase(bits, both, arrays)
    return 0


def _count_phrase(bits: Bits, sections: Rows, arrays: RankingArrays) -> int:
    """Count in text, heading and title of *sections* the terms of bit 0 that one of bit 1 follows."""
    texts = arrays.texts
    articles = np.unique(arrays.table.section_article[sections]).astype(np.intp)
    looked_at = ((texts.texts, sections), (texts.headings, sections), (texts.titles, articles))
    followed = [part.look_up(bits, rows, rows + 1, MAX_WORDS_COMPARED)[1] for part, rows in looked_at]
    return int(sum(np.count_nonzero(pairs & 2) for pairs in followed))
