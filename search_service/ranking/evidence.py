"""What speaks for the best candidates: which words of the query stand where, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from publishing.bm25 import K1
from search_service.index.arrays import RankingArrays
from search_service.index.postings import Floats
from search_service.index.sequences import NO_STEM, Bits, Flags, Rows, Sequences
from search_service.queries.readings import SYNONYM_TRUST
from search_service.queries.terms import Question

# What is looked at of a section's text, and of all headings of an article, at most.
MAX_TEXT_WORDS = 1000
MAX_HEADING_WORDS = 400
EVERY_WORD = 2**31


@dataclass(frozen=True)
class Match:
    """Which words of the query stand in a text (bit *i* for word *i*), and which follow the word before them."""

    words: Bits
    pairs: Bits


class Evidence:
    """What is known of some candidates, each an article with its best section; worked out when a signal asks."""

    def __init__(
        self, arrays: RankingArrays, question: Question, articles: Rows, sections: Rows, scores: Floats
    ) -> None:
        self.arrays = arrays
        self.articles = articles
        self.sections = sections
        self._scores = scores
        self._words = question.words
        self._bits_of_stem = _bits_of_stems(question, len(arrays.stems.terms))
        self._idf = np.array([term.idf for term in question.words], dtype=np.float32)
        self._telling = _bits(term.telling for term in question.words)
        once = {term.word: position for position, term in enumerate(question.words)}
        self._once = _bits(once[term.word] == position for position, term in enumerate(question.words))
        self._asked_idf = sum(term.idf for term in question.terms)
        self._asked_pairs = len(question.words) - 1
        self._raised = question.raised

    @property
    def bm25(self) -> Floats:
        """Give the score of the best section as a share of the most that the words can reach."""
        return self._scores / np.float32(max(self._asked_idf * (K1 + 1), 1e-9))

    @cached_property
    def title(self) -> Match:
        """Match the titles."""
        return self._look_up(self.arrays.texts.titles, self.articles)

    @cached_property
    def heading(self) -> Match:
        """Match the headings of the best sections."""
        return self._look_up(self.arrays.texts.headings, self.sections)

    @cached_property
    def text(self) -> Match:
        """Match the texts of the best sections."""
        return self._look_up(self.arrays.texts.texts, self.sections, MAX_TEXT_WORDS)

    @cached_property
    def address(self) -> Match:
        """Match the last parts of the addresses."""
        return self._look_up(self.arrays.texts.addresses, self.articles)

    @cached_property
    def breadcrumbs(self) -> Match:
        """Match the folders above the pages."""
        return self._look_up(self.arrays.texts.breadcrumbs, self.articles)

    @cached_property
    def headings(self) -> Match:
        """Match all headings of each article."""
        starts = self.arrays.table.article_starts.astype(np.intp)
        begins, ends = starts[self.articles], starts[self.articles + 1]
        return Match(*self.arrays.texts.headings.look_up(self._bits_of_stem, begins, ends, MAX_HEADING_WORDS))

    @property
    def title_precision(self) -> Floats:
        """Give the share of each title that the query asks for."""
        return self._precision(self.title.words, self.arrays.title_idf)

    @property
    def address_precision(self) -> Floats:
        """Give the share of each address that the query asks for."""
        return self._precision(self.address.words, self.arrays.address_idf)

    @property
    def keywords(self) -> Floats:
        """
        Give how far the best of an article's keywords, and of the questions it answers, is what is asked for.

        Half is for the words, half for their order. A single word has none; half is for the keyword that is this word,
        which none is that only means the same.
        """
        best = np.zeros(len(self.articles), dtype=np.float32)
        if not len(self.arrays.texts.keywords.terms):
            return best
        texts = self.arrays.texts.keywords.arranged(self.articles)
        ends = np.flatnonzero(texts.terms == NO_STEM) + 1
        if len(ends):
            said = Sequences(texts.terms, np.concatenate([[0], ends]))
            match = self._look_up(said, np.arange(len(ends)))
            order = self.phrase(match) if self._asked_pairs else self._are_the_word(said)
            shares = (self.coverage(match.words) + order) / np.float32(2)
            np.maximum.at(best, np.searchsorted(texts.starts, ends, side="left") - 1, shares)
        return best

    def _are_the_word(self, keywords: Sequences) -> Flags:
        """Tell which of *keywords*, each with the mark at its end, are the single word that is asked for."""
        stems = [one.stem for one in self._words[0].alternatives if one.trust > SYNONYM_TRUST]
        lengths = np.diff(keywords.starts) - 1
        the_word: Flags = (lengths == 1) & np.isin(keywords.terms[keywords.starts[:-1]], stems)
        return the_word

    @property
    def experience(self) -> Floats:
        """Give what those who asked the same were helped by."""
        if not self._raised:
            return np.zeros(len(self.articles), dtype=np.float32)
        table = self.arrays.table
        names = (table.ids[number] for number in table.article_same[self.articles])
        return np.array([self._raised.get(name, 0.0) for name in names], dtype=np.float32)

    def words_in(self, texts: Sequences, rows: Rows) -> Bits:
        """Give which words of the query stand in each of *rows*, however long they are."""
        return self._look_up(texts, rows, EVERY_WORD).words

    def are_whole(self, texts: Sequences, rows: Rows) -> Flags:
        """Tell of which of *rows* every word is asked for."""
        return texts.are_whole(self._bits_of_stem, rows)

    def coverage(self, words: Bits) -> Floats:
        """Give the share of the query that *words* cover; rare words count more, stop words nothing."""
        return self._idf_of(words & self._telling) / np.float32(max(self._asked_idf, 1e-9))

    def _precision(self, words: Bits, idf_of_text: Floats) -> Floats:
        whole = idf_of_text[self.articles]
        return np.minimum(self._idf_of(words) / np.maximum(whole, np.float32(1e-9)), np.float32(1))

    def phrase(self, match: Match) -> Floats:
        """Give the share of neighbours in the query that are neighbours in the text."""
        return (np.bitwise_count(match.pairs) / np.float32(max(self._asked_pairs, 1))).astype(np.float32)

    def _idf_of(self, words: Bits) -> Floats:
        positions = np.arange(len(self._idf))
        present = (((words & self._once)[:, None] >> positions) & 1).astype(bool)
        # Not as a product of matrices: on some processors that warns of invalid values at random, where there are none.
        summed: Floats = np.where(present, self._idf, np.float32(0)).sum(axis=1)
        return summed

    def _look_up(self, texts: Sequences, rows: Rows, at_most: int = MAX_HEADING_WORDS) -> Match:
        return Match(*texts.look_up(self._bits_of_stem, rows, rows + 1, at_most))


def _bits_of_stems(question: Question, stem_count: int) -> Bits:
    """Give each stem the bits of the words that it answers; the kernel lends the zeros, hardly any are touched."""
    bits = np.zeros(stem_count + 1, dtype=np.int64)  # the last stands for `NO_STEM`
    for position, term in enumerate(question.words):
        for alternative in term.alternatives:
            bits[alternative.stem] |= np.int64(1 << position)
    return bits


def _bits(claims: Iterable[bool]) -> np.int64:
    return np.int64(sum(1 << position for position, claim in enumerate(claims) if claim))
