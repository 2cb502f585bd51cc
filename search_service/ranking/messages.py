"""
Ranking for a message instead of a query: many words, of which most are about the person and few about the product.

The signals that order the hits of a query are shares of all its words, and say little where most words are beside the
point. So a section is scored by BM25 alone: for the whole message, and for the one sentence that it answers best. A
sentence counts by what its sender asks with it, and little by its length.

Who asks two things gets an answer to each: articles are chosen one by one, and what answers a sentence that no article
before it answers is worth more (xQuAD: Santos, Macdonald and Ounis 2010, "Exploiting Query Reformulations for Web
Search Result Diversification"). The numbers were chosen on messages of ``tests/relevance`` that are not held out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from search_service.index.arrays import RankingArrays
from search_service.index.postings import Floats
from search_service.index.sequences import Rows
from search_service.queries.terms import MAX_WORDS, Question
from search_service.ranking.articles import Ranked, Ranking, closeness_to, rank_as_scored, score_sections
from search_service.ranking.evidence import Evidence
from search_service.ranking.opened_sections import sections_to_open

# A sentence with twice the score of another, because it has more words, counts 1.2 times as much.
SCORE_EXPONENT = 0.25
# An article that is not quite the best for a sentence answers it much less.
SHARPNESS = 6
DIVERSITY = 0.25
CONSIDERED = 60
# A query with more words than any question has is a message that somebody pasted; it is read as so many sentences.
MIN_PASTED_WORDS = 40
MAX_PASTED_SENTENCES = 24
END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a message, understood, and how much it counts beside the others (0 to 1)."""

    question: Question
    weight: float


def sentences_of(query: str) -> list[str]:
    """Give the different sentences of a pasted message, what follows the most that are read as one; none of a query."""
    if len(query.split()) < MIN_PASTED_WORDS:
        return []
    sentences = list(dict.fromkeys(filter(None, map(str.strip, END_OF_SENTENCE.split(query)))))
    last = " ".join(sentences[MAX_PASTED_SENTENCES - 1 :])
    return [*sentences[: MAX_PASTED_SENTENCES - 1], last] if last else sentences


def whole_of(sentences: Sequence[Question]) -> Question:
    """Put *sentences* together: a query looks for its few rarest words, a message for those of each sentence."""
    return Question(tuple(term for sentence in sentences for term in sentence.words))


def rank_message(
    arrays: RankingArrays, whole: Question, sentences: Sequence[Sentence], at_most: int, language: str | None = None
) -> Ranking:
    """Rank articles by the section that answers the *whole* message and one of its *sentences* best."""
    if not arrays.table.section_count or not sentences:
        return Ranking(0, [])
    scores = np.stack([score_sections(arrays, sentence.question.terms) for sentence in sentences])
    highest = scores.max(axis=1)
    weights = np.array([sentence.weight for sentence in sentences]) * highest**SCORE_EXPONENT
    shares = scores / np.maximum(highest, np.float32(1e-9))[:, None]
    best_sentence = _shares((shares * weights[:, None]).max(axis=0))
    by_section = (_shares(score_sections(arrays, whole.terms)) + best_sentence).astype(np.float32)
    found = rank_as_scored(arrays, by_section, max(CONSIDERED, at_most), language)
    if not found.best:
        return found
    starts = arrays.table.article_starts[:-1]
    articles = [ranked.article for ranked in found.best]
    answered = np.maximum.reduceat(shares, starts, axis=1)[:, articles] ** SHARPNESS
    fitting = np.maximum.reduceat(by_section, starts)[articles]
    # The reader's language comes first, whatever fits better.
    own = closeness_to(language, arrays.table)[articles] > 0
    order = [*_in_turn(fitting, answered, weights, np.flatnonzero(own), at_most)]
    order += _in_turn(fitting, answered, weights, np.flatnonzero(~own), at_most - len(order))
    best = [found.best[place] for place in order]
    return Ranking(found.total, _opening(arrays, best, whole, by_section))


def _opening(arrays: RankingArrays, best: list[Ranked], whole: Question, by_section: Floats) -> list[Ranked]:
    """Let each article open where it says most of the message: of its different words, the rarest."""
    words = {term.word: term for term in whole.words if term.alternatives}
    asked = Question(tuple(sorted(words.values(), key=lambda term: -term.idf)[:MAX_WORDS]))
    articles, sections = np.array([(one.article, one.section) for one in best]).T
    near = Evidence(arrays, asked, articles, sections, by_section[sections])
    opened = sections_to_open(near, np.arange(len(best)), by_section)
    return [replace(one, section=int(section)) for one, section in zip(best, opened, strict=True)]


def _in_turn(fitting: Floats, answered: Floats, weights: Floats, places: Rows, at_most: int) -> list[int]:
    """Choose from *places* one after the other what fits best and answers what those before it leave open."""
    left, open_share = list(places.tolist()), weights / max(float(weights.sum()), 1e-9)
    chosen: list[int] = []
    while left and len(chosen) < at_most:
        worth = (1 - DIVERSITY) * fitting[left] / fitting.max() + DIVERSITY * (open_share @ answered[:, left])
        chosen.append(left.pop(int(np.argmax(worth))))
        open_share = open_share * (1 - answered[:, chosen[-1]])
    return chosen


def _shares(scores: Floats) -> Floats:
    """Write *scores* as shares of the highest."""
    highest = scores.max(initial=0)
    return scores / highest if highest > 0 else scores
