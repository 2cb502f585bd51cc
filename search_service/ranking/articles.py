"""From a question to the best articles, each with its best section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search_service.index.arrays import RankingArrays, SectionTable, term_postings
from search_service.index.postings import Floats
from search_service.index.sequences import Rows
from search_service.queries.terms import Question, Term
from search_service.ranking.evidence import Evidence
from search_service.ranking.opened_sections import sections_to_open
from search_service.ranking.signals import weigh
from search_service.words.languages import base_language

# The best so many by BM25 are weighed again by all signals; the right article is hardly ever further down.
RERANKED = 50
# More than any score: articles in the reader's language come before all others.
OWN_LANGUAGE = 1e6

NOT_WEIGHED = np.zeros(0, dtype=np.float32)
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranked:
    """An article and its best section, with what each of `SIGNALS` contributes; nothing for those far down."""

    article: int
    section: int
    contributions: Floats


@dataclass(frozen=True)
class Ranking:
    """How many articles match, and the best of them, best first."""

    total: int
    best: list[Ranked]


def rank(
    arrays: RankingArrays, question: Question, at_most: int, language: str | None = None, kind: str | None = None
) -> Ranking:
    """Rank articles by their best section, those in *language* first, only those of *kind* when one is given."""
    table = arrays.table
    if not question.terms or not table.article_count:
        return Ranking(0, [])
    by_section = score_sections(arrays, question.terms)
    closeness = closeness_to(language, table)
    scores = _without_translations(_article_scores(by_section, closeness, kind, table), table)
    total = int(np.count_nonzero(scores))
    articles = _best(scores, min(max(at_most, RERANKED), total))
    sections = _best_sections(articles, by_section, table)
    near = Evidence(arrays, question, articles[:RERANKED], sections[:RERANKED], by_section[sections[:RERANKED]])
    ranked = _reranked(near, by_section, closeness, at_most)
    further = zip(articles[RERANKED:].tolist(), sections[RERANKED:].tolist(), strict=True)
    return Ranking(total, [*ranked, *(Ranked(article, section, NOT_WEIGHED) for article, section in further)][:at_most])


def rank_as_scored(arrays: RankingArrays, by_section: Floats, at_most: int, language: str | None = None) -> Ranking:
    """Rank articles by the best of *by_section* and nothing else, those in *language* first."""
    table = arrays.table
    closeness = closeness_to(language, table)
    scores = _without_translations(_article_scores(by_section, closeness, None, table), table)
    total = int(np.count_nonzero(scores))
    articles = _best(scores, min(at_most, total))
    sections = _best_sections(articles, by_section, table)
    pairs = zip(articles.tolist(), sections.tolist(), strict=True)
    return Ranking(total, [Ranked(article, section, NOT_WEIGHED) for article, section in pairs])


def score_sections(arrays: RankingArrays, terms: Iterable[Term]) -> Floats:
    """Give each section the sum of its BM25 scores over *terms*; of a term's alternatives the best one counts."""
    scores = np.zeros(arrays.table.section_count, dtype=np.float32)
    for term in terms:
        if len(term.alternatives) == 1:
            sections, weights = term_postings(arrays.stems, term.alternatives[0].stem)
            scores[sections] += weights * np.float32(term.idf * term.alternatives[0].trust)
            continue
        best = np.zeros(len(scores), dtype=np.float32)
        for alternative in term.alternatives:
            sections, weights = term_postings(arrays.stems, alternative.stem)
            best[sections] = np.maximum(best[sections], weights * np.float32(alternative.trust))
        scores += best * np.float32(term.idf)
    return scores


def _article_scores(by_section: Floats, closeness: Doubles, kind: str | None, table: SectionTable) -> Doubles:
    """Give each article the score of its best section, 0 when it does not match or is not of the *kind*."""
    scores = np.maximum.reduceat(by_section, table.article_starts[:-1])
    wanted = scores > 0
    if kind is not None:
        wanted &= table.article_kind == (table.kinds.index(kind) if kind in table.kinds else -1)
    # In double precision: single has no digits left for a score beside so large a number.
    return np.where(wanted, scores.astype(np.float64) + closeness * OWN_LANGUAGE, 0.0)


def closeness_to(language: str | None, table: SectionTable) -> Doubles:
    """Tell how close each article is to the reader's *language*: 1 in it, half in that of another country, else 0."""
    base = base_language(language) if language else None
    if language is None or base not in table.languages or len(table.tags) == 1:
        return np.zeros(table.article_count)
    tag = table.tags.index(language.lower()) if language.lower() in table.tags else -1
    same = table.article_language == table.languages.index(base)
    closeness: Doubles = 0.5 * same + 0.5 * (table.article_tag == tag)
    return closeness


def _without_translations(scores: Doubles, table: SectionTable) -> Doubles:
    """Leave of the translations of an article the best one."""
    if len(table.tags) == 1:
        return scores
    best = np.zeros(int(table.article_same.max()) + 1)
    np.maximum.at(best, table.article_same, scores)
    leading = np.flatnonzero((scores > 0) & (scores == best[table.article_same]))
    _, first = np.unique(table.article_same[leading], return_index=True)
    kept = np.zeros_like(scores)
    kept[leading[first]] = scores[leading[first]]
    return kept


def _best(scores: Doubles, at_most: int) -> Rows:
    """Give of the articles that match, at least *at_most*, the best; of equals the first of the catalogue first."""
    if at_most == 0:
        return np.zeros(0, dtype=np.intp)
    matching = scores[scores > 0]
    least = np.partition(matching, len(matching) - at_most)[len(matching) - at_most]
    candidates = np.flatnonzero(scores >= least)
    best: Rows = candidates[np.argsort(-scores[candidates], kind="stable")][:at_most]
    return best


def _best_sections(articles: Rows, by_section: Floats, table: SectionTable) -> Rows:
    """Give of each of *articles* the section with the highest score, of equals the first."""
    if not len(articles):
        return articles
    starts = table.article_starts.astype(np.intp)[articles]
    counts = table.article_starts.astype(np.intp)[articles + 1] - starts
    ends = np.cumsum(counts)
    sections: Rows = np.arange(ends[-1]) + np.repeat(starts - (ends - counts), counts)
    scores = by_section[sections]
    highest = np.flatnonzero(scores == np.repeat(np.maximum.reduceat(scores, ends - counts), counts))
    best: Rows = sections[highest[np.searchsorted(highest, ends - counts)]]
    return best


def _reranked(near: Evidence, by_section: Floats, closeness: Doubles, at_most: int) -> list[Ranked]:
    articles = near.articles
    if not len(articles):
        return []
    contributions = weigh(near)
    order = np.lexsort((np.arange(len(articles)), -contributions.sum(axis=1), -closeness[articles]))[:at_most]
    opened = sections_to_open(near, order, by_section)
    return [
        Ranked(int(articles[at]), int(section), contributions[at]) for at, section in zip(order, opened, strict=True)
    ]
