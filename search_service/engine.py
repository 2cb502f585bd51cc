"""The search engine: one opened version of the index, and what can be asked of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from whoosh import index
from whoosh.reading import IndexReader

from publishing.errors import HelpCentreError
from search_service.array_files import load
from search_service.excerpts import Match, excerpt
from search_service.index_contents import RANKING, SPELLING, WHOOSH_FOLDER
from search_service.index_store import IndexUnusableError, Manifest, read_manifest, verify_files
from search_service.languages import base_language
from search_service.postings import Floats
from search_service.query_terms import Question, understand
from search_service.rank_signals import Explanation, explain
from search_service.ranking import Ranked, Ranking, rank
from search_service.ranking_arrays import RankingArrays
from search_service.schemas import (
    MAX_QUERY_CHARS,
    Hit,
    SearchQuery,
    SearchResponse,
    SectionLink,
    Suggestion,
    SuggestQuery,
    SuggestResponse,
)
from search_service.spelling import Vocabulary

MAX_SUGGESTIONS = 6
MAX_MATCHES = 200


class QueryTooLongError(HelpCentreError):
    """The query has more characters than anything a person types or pastes."""

    def __init__(self, length: int) -> None:
        super().__init__(
            f"The query has {length} characters; {MAX_QUERY_CHARS} is the most.", "Search with fewer words."
        )


@dataclass(frozen=True)
class StoredArticle:
    """What results show of an article."""

    id: str
    kind: Any
    lang: str
    title: str
    summary: str
    url: str
    revision: str


class SearchEngine:
    """One version of the index, open for reading; several threads may share it."""

    def __init__(self, manifest: Manifest, arrays: RankingArrays, vocabulary: Vocabulary, reader: IndexReader) -> None:
        self.manifest = manifest
        self._arrays = arrays
        self._vocabulary = vocabulary
        self._reader = reader

    @classmethod
    def open(cls, version: Path) -> SearchEngine:
        """
        Open the *version* folder of an index.

        Raises:
            IndexUnusableError: damaged, or of another format.

        """
        manifest = read_manifest(version)
        verify_files(version, manifest)
        try:
            reader = index.open_dir(str(version / WHOOSH_FOLDER), readonly=True).reader()
            arrays, vocabulary = load(RankingArrays, version, RANKING), load(Vocabulary, version, SPELLING)
        except (OSError, index.EmptyIndexError) as error:
            raise IndexUnusableError(f"{version} was removed while it was opened") from error
        return cls(manifest, arrays, vocabulary, reader)

    def search(self, query: SearchQuery) -> SearchResponse:
        """
        Find the articles that best answer *query*, one hit an article with its best section.

        Returns at most ``query.limit`` hits, best first; ``total`` counts every match, ``took_ms`` is wall-clock time.

        Raises:
            QueryTooLongError: more than `MAX_QUERY_CHARS` characters.

        """
        started = time.perf_counter()
        question, ranking = self._rank(query)
        weights = self._weights(question)
        hits = [
            self._hit(ranked, place, weights)
            for place, ranked in enumerate(ranking.best[query.offset :], start=query.offset + 1)
        ]
        return SearchResponse(
            search_id=uuid4().hex,
            query=query.q,
            total=ranking.total,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            correction=question.correction,
            results=hits,
        )

    def explain(self, query: SearchQuery) -> list[Explanation]:
        """Give for each hit that `search` returns what made its score; nothing for hits far down."""
        _, ranking = self._rank(query)
        return [explain(ranked.contributions) for ranked in ranking.best[query.offset :]]

    def suggest(self, query: SuggestQuery) -> SuggestResponse:
        """Complete what was typed to titles of articles, best first."""
        _, ranking = self._rank(SearchQuery(q=query.q, lang=query.lang, limit=MAX_SUGGESTIONS, partial=True))
        articles = [self._article(ranked.article) for ranked in ranking.best]
        return SuggestResponse(
            query=query.q,
            suggestions=[
                Suggestion(text=article.title, article_id=article.id, kind=article.kind, url=article.url)
                for article in articles
            ],
        )

    def url_of(self, article_id: str) -> str | None:
        """Give the URL of an article, relative to the site's root, or None when there is none."""
        if ("id", article_id) not in self._reader:
            return None
        section = next(self._reader.postings("id", article_id).all_ids(), None)
        return self._article(int(self._arrays.table.section_article[section])).url if section is not None else None

    def _rank(self, query: SearchQuery) -> tuple[Question, Ranking]:
        question = self._understand(query.q, partial=query.partial)
        language = base_language(query.lang) if query.lang else None
        return question, rank(self._arrays, question, query.offset + query.limit, language, query.kind)

    def _understand(self, text: str, *, partial: bool) -> Question:
        if len(text) > MAX_QUERY_CHARS:
            raise QueryTooLongError(len(text))
        return understand(text, self._arrays, self._vocabulary, partial=partial)

    def _article(self, article: int) -> StoredArticle:
        stored = self._reader.stored_fields(int(self._arrays.table.article_starts[article]))
        return StoredArticle(**stored["page"])

    def _hit(self, ranked: Ranked, place: int, weight_of_stem: Floats) -> Hit:
        article = self._article(ranked.article)
        title, anchor, text = self._reader.stored_fields(ranked.section)["section"]
        return Hit(
            article_id=article.id,
            revision=article.revision,
            kind=article.kind,
            title=article.title,
            url=article.url,
            summary=article.summary,
            section=SectionLink(title=title, anchor=anchor, url=f"{article.url}#{anchor}" if anchor else article.url),
            excerpt=excerpt(text, self._matches(ranked.section, weight_of_stem)),
            rank=place,
        )

    def _matches(self, section: int, weight_of_stem: Floats) -> list[Match]:
        """Find the words of the query in the text of *section*."""
        texts, places = self._arrays.texts.texts, self._arrays.places
        first, end = int(texts.starts[section]), int(texts.starts[section + 1])
        stems = texts.terms[first:end]
        found = np.flatnonzero(weight_of_stem[stems])[:MAX_MATCHES]
        starts, lengths = places.starts[first + found], places.lengths[first + found]
        columns = (starts, starts + lengths, stems[found], weight_of_stem[stems[found]])
        return [Match(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]

    def _weights(self, question: Question) -> Floats:
        """Give each stem what it weighs in *question*, 0 when it answers none of its words."""
        weights = np.zeros(len(self._arrays.stems.terms), dtype=np.float32)
        for term in question.terms:
            for alternative in term.alternatives:
                weights[alternative.stem] = max(weights[alternative.stem], term.idf)
        return weights
