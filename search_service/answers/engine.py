"""The search engine: one opened version of the index, and what can be asked of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from uuid import uuid4

import numpy as np
from whoosh import index
from whoosh.reading import IndexReader

from publishing.errors import HelpCentreError
from publishing.translations import noted
from search_service.answers.experience import CurrentExperience
from search_service.answers.spellings import spelling_of
from search_service.answers.stored_articles import StoredArticle, StoredArticles
from search_service.index.array_files import load, load_lines
from search_service.index.arrays import RankingArrays
from search_service.index.contents import RANKING, SPELLING, SYNONYMS, WHOOSH_FOLDER
from search_service.index.everyday import open_everyday
from search_service.index.postings import Floats
from search_service.index.spelling import Vocabulary
from search_service.index.store import IndexUnusableError, Manifest, read_manifest, verify_files
from search_service.queries.compounds import GermanWords
from search_service.queries.misspellings import Misspellings
from search_service.queries.nearest_words import nearest
from search_service.queries.own_words import OwnWords
from search_service.queries.readings import Lexicon
from search_service.queries.terms import Question, rewritten, understand
from search_service.ranking.articles import Ranking, rank
from search_service.ranking.messages import Sentence, rank_message, sentences_of, whole_of
from search_service.ranking.signals import Explanation, explain
from search_service.schemas import (
    MAX_QUERY_CHARS,
    Hit,
    Nearest,
    SearchQuery,
    SearchResponse,
    SectionLink,
    Suggestion,
    SuggestQuery,
    SuggestResponse,
)
from search_service.words.languages import stop_words
from search_service.words.synonyms import read_lines

MAX_SUGGESTIONS = 6
MAX_ASKED = 3
MAX_NEAREST = 3


class QueryTooLongError(HelpCentreError):
    """The query has more characters than anything a person types or pastes."""

    def __init__(self, length: int) -> None:
        super().__init__(
            noted("The query has {length} characters; {most} is the most."),
            noted("Search with fewer words."),
            length=length,
            most=MAX_QUERY_CHARS,
        )


class SearchEngine:
    """One version of the index, open for reading; several threads may share it."""

    def __init__(
        self,
        manifest: Manifest,
        arrays: RankingArrays,
        lexicon: Lexicon,
        reader: IndexReader,
        learned: CurrentExperience,
    ) -> None:
        self.manifest = manifest
        self._arrays = arrays
        self._lexicon = lexicon
        self._lexicon_of_messages = replace(lexicon, ends_count=True)
        self._lexicon_of_pasted = replace(lexicon, most_repaired=0)
        self._stored = StoredArticles(arrays, reader)
        self._learned = learned

    @classmethod
    def open(cls, version: Path, learned: CurrentExperience | None = None) -> SearchEngine:
        """
        Open the *version* folder of an index, to be used with what was *learned* from earlier searches.

        Raises:
            IndexUnusableError: damaged, or of another format.

        """
        manifest = read_manifest(version)
        verify_files(version, manifest)
        try:
            reader = index.open_dir(str(version / WHOOSH_FOLDER), readonly=True).reader()
            arrays = load(RankingArrays, version, RANKING)
            synonyms = read_lines(load_lines(version, SYNONYMS), arrays.table.languages)
            vocabulary = load(Vocabulary, version, SPELLING)
            own = OwnWords(arrays, vocabulary)
            stops = frozenset[str]().union(*map(stop_words, arrays.table.languages))
            misspellings = Misspellings(arrays, vocabulary, own, open_everyday(version), stops)
            lexicon = Lexicon(vocabulary, synonyms, own, GermanWords(arrays, own), misspellings, stops)
        except (OSError, index.EmptyIndexError) as error:
            raise IndexUnusableError(f"{version} was removed while it was opened") from error
        return cls(manifest, arrays, lexicon, reader, learned or CurrentExperience(None))

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
        hits = self._stored.hits(ranking.best[query.offset :], query.offset + 1, weights, query.lang)
        return SearchResponse(
            search_id=uuid4().hex,
            query=query.q,
            nearest=[] if ranking.total else self._nearest(query),
            total=ranking.total,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            correction=self._correction(query, question),
            results=hits,
            completions=[one.text for one in self._asked(query.q)] if query.partial else [],
        )

    def answer_message(self, sentences: Mapping[str, float], *, lang: str | None, limit: int) -> list[Hit]:
        """
        Find the articles that best answer a message that somebody wrote to a person, given as its *sentences*.

        Each comes with how much it counts beside the others (0 to 1). Best first: see
        `search_service.ranking.messages`.

        Raises:
            QueryTooLongError: a sentence has more than `MAX_QUERY_CHARS` characters.

        """
        parts = [
            Sentence(self._understand(SearchQuery(q=text, lang=lang), self._lexicon_of_messages), weight)
            for text, weight in sentences.items()
        ]
        whole = whole_of([part.question for part in parts])
        ranking = rank_message(self._arrays, whole, parts, limit, lang)
        return self._stored.hits(ranking.best, 1, self._weights(whole), lang)

    def ids(self, query: SearchQuery) -> list[str]:
        """Give the ids of the articles that `search` returns, and nothing else of them."""
        _, ranking = self._rank(query)
        return [self._stored.article(ranked.article).id for ranked in ranking.best[query.offset :]]

    def explain(self, query: SearchQuery) -> list[Explanation]:
        """Give for each hit that `search` returns what made its score; nothing for hits far down."""
        _, ranking = self._rank(query)
        return [explain(ranked.contributions) for ranked in ranking.best[query.offset :]]

    def suggest(self, query: SuggestQuery) -> SuggestResponse:
        """Complete what was typed to titles of articles, best first."""
        _, ranking = self._rank(SearchQuery(q=query.q, lang=query.lang, limit=MAX_SUGGESTIONS, partial=True))
        articles = [self._stored.article(ranked.article) for ranked in ranking.best]
        titles = [_suggestion(article.title, article) for article in articles]
        return SuggestResponse(query=query.q, suggestions=[*self._asked(query.q), *titles][:MAX_SUGGESTIONS])

    def _asked(self, typed: str) -> list[Suggestion]:
        """Complete what was typed to words that led others to an article that is still there."""
        found = ((one.text, self._stored.named(one.article_id)) for one in self._learned.get().begun_with(typed))
        there = (_suggestion(text, article, asked=True) for text, article in found if article)
        return list(islice(there, MAX_ASKED))

    def url_of(self, article_id: str, lang: str | None = None) -> str | None:
        """Give the URL of an article in *lang*, else in its first language, or None when there is none."""
        article = self._stored.named(article_id, lang)
        return article.url if article else None

    def sections(self, article_id: str) -> list[SectionLink]:
        """Give the sections of an article, in its order; none when there is no such article."""
        return self._stored.sections(article_id)

    def _rank(self, query: SearchQuery) -> tuple[Question, Ranking]:
        if len(query.q) > MAX_QUERY_CHARS:
            raise QueryTooLongError(len(query.q))
        sentences = sentences_of(query.q) if query.kind is None else []
        if sentences:
            pasted = [query.model_copy(update={"q": text, "partial": False}) for text in sentences]
            parts = [Sentence(self._understand(one, self._lexicon_of_pasted), 1.0) for one in pasted]
            whole = whole_of([part.question for part in parts])
            return whole, rank_message(self._arrays, whole, parts, query.offset + query.limit, query.lang)
        question = self._understand(query)
        return question, rank(self._arrays, question, query.offset + query.limit, query.lang, query.kind)

    def _nearest(self, query: SearchQuery) -> list[Nearest]:
        """Give the articles whose words look like those of *query*, which nothing answers."""
        question = nearest(query.q, self._arrays, self._lexicon, query.lang)
        found = rank(self._arrays, question, MAX_NEAREST, query.lang, query.kind).best
        articles = [self._stored.article(ranked.article) for ranked in found]
        return [
            Nearest(article_id=article.id, kind=article.kind, title=article.title, url=article.url)
            for article in articles
        ]

    def _correction(self, query: SearchQuery, question: Question) -> str | None:
        def write(word: str, typed: str) -> str:
            return spelling_of(word, typed, self._arrays, self._stored, query.lang)

        return rewritten(query.q, question.instead, write) if question.instead else None

    def _understand(self, query: SearchQuery, lexicon: Lexicon | None = None) -> Question:
        if len(query.q) > MAX_QUERY_CHARS:
            raise QueryTooLongError(len(query.q))
        lexicon = lexicon or self._lexicon
        question = understand(query.q, self._arrays, lexicon, partial=query.partial, lang=query.lang)
        raised = self._learned.get().raised_for(query.q, query.lang)
        return replace(question, raised=raised) if raised else question

    def _weights(self, question: Question) -> Floats:
        """Give each stem what it weighs in *question*, 0 when it answers none of its words."""
        weights = np.zeros(len(self._arrays.stems.terms), dtype=np.float32)
        for term in question.terms:
            for alternative in term.alternatives:
                weights[alternative.stem] = max(weights[alternative.stem], term.idf)
        return weights


def _suggestion(text: str, article: StoredArticle, *, asked: bool = False) -> Suggestion:
    return Suggestion(text=text, article_id=article.id, kind=article.kind, url=article.url, asked=asked)
