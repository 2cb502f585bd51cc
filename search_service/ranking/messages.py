"""
Ranking for a message instead of a query: many words, of which most are about the person and few about the product.

The signals that order the hits of a query are shares of all its words, and say little where most words are beside the
point. So a section is scored by BM25 alone: for the whole message, and for the one sentence that it answers best.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search_service.index.arrays import RankingArrays
from search_service.index.postings import Floats
from search_service.queries.terms import Question
from search_service.ranking.articles import Ranking, rank_as_scored, score_sections


def whole_of(sentences: Sequence[Question]) -> Question:
    """Put *sentences* together: a query looks for its few rarest words, a message for those of each sentence."""
    return Question(tuple(term for sentence in sentences for term in sentence.words), correction=None)


def rank_message(
    arrays: RankingArrays, whole: Question, sentences: Sequence[Question], at_most: int, language: str | None = None
) -> Ranking:
    """Rank articles by the section that answers the *whole* message and one of its *sentences* best."""
    if not arrays.table.section_count:
        return Ranking(0, [])
    by_section = _shares(score_sections(arrays, whole.terms))
    best = np.zeros_like(by_section)
    for sentence in sentences:
        best = np.maximum(best, score_sections(arrays, sentence.terms))
    return rank_as_scored(arrays, by_section + _shares(best), at_most, language)


def _shares(scores: Floats) -> Floats:
    """Write *scores* as shares of the highest."""
    highest = scores.max(initial=0)
    return scores / highest if highest > 0 else scores
