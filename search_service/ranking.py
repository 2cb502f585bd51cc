"""From terms to the best articles, each with its best section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search_service.postings import Floats
from search_service.query_terms import Term
from search_service.ranking_arrays import RankingArrays, SectionTable, term_postings


@dataclass(frozen=True)
class RankedSection:
    """The best section of an article and its score."""

    article: int
    section: int
    score: float


@dataclass(frozen=True)
class Ranking:
    """How many articles match, and the best of them, best first."""

    total: int
    best: list[RankedSection]


def rank(
    arrays: RankingArrays, terms: Iterable[Term], at_most: int, language: str | None = None, kind: str | None = None
) -> Ranking:
    """Rank articles by their best section, those in *language* first, only those of *kind* when one is given."""
    table = arrays.table
    if not len(table.article_first):
        return Ranking(0, [])
    sections = score_sections(arrays, terms)
    articles = np.maximum.reduceat(sections, table.article_first)
    if kind is not None:
        articles = np.where(table.article_kind == _code(table.kinds, kind), articles, np.float32(0))
    found = np.flatnonzero(articles > 0)
    order = found[np.lexsort((found, -articles[found], _foreign(table, found, language)))]
    order = _without_translations(order, table)
    return Ranking(len(order), [_best_section(int(article), sections, table) for article in order[:at_most]])


def score_sections(arrays: RankingArrays, terms: Iterable[Term]) -> Floats:
    """Give each section the sum of its BM25 scores over *terms*; of a term's alternatives the best one counts."""
    count = len(arrays.table.section_article)
    scores = np.zeros(count, dtype=np.float32)
    for term in terms:
        if len(term.alternatives) == 1:
            sections, weights = term_postings(arrays.stems, term.alternatives[0].stem)
            scores[sections] += weights * np.float32(term.idf * term.alternatives[0].trust)
            continue
        best = np.zeros(count, dtype=np.float32)
        for alternative in term.alternatives:
            sections, weights = term_postings(arrays.stems, alternative.stem)
            best[sections] = np.maximum(best[sections], weights * np.float32(alternative.trust))
        scores += best * np.float32(term.idf)
    return scores


def _code(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _foreign(table: SectionTable, articles: npt.NDArray[np.intp], language: str | None) -> npt.NDArray[np.bool_]:
    """Tell which articles are in another language than the reader's; none when it is unknown here."""
    if language not in table.languages:
        return np.zeros(len(articles), dtype=np.bool_)
    foreign: npt.NDArray[np.bool_] = table.article_language[articles] != table.languages.index(language)
    return foreign


def _without_translations(order: npt.NDArray[np.intp], table: SectionTable) -> npt.NDArray[np.intp]:
    """Keep the first of the translations of each article."""
    if len(table.languages) == 1:
        return order
    _, first = np.unique(table.article_same[order], return_index=True)
    return order[np.sort(first)]


def _best_section(article: int, sections: Floats, table: SectionTable) -> RankedSection:
    first = int(table.article_first[article])
    end = int(table.article_first[article + 1]) if article + 1 < len(table.article_first) else len(sections)
    best = first + int(np.argmax(sections[first:end]))
    return RankedSection(article, best, float(sections[best]))
