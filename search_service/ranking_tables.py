"""From a catalogue and Whoosh's postings to the arrays that answers are ranked from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from publishing.catalogue import Article
from search_service.languages import base_language
from search_service.postings import Floats, Postings, stemmed
from search_service.ranking_arrays import (
    RankingArrays,
    SectionTable,
    TextSequences,
    inverse_document_frequency,
    scored,
)  # fmt: skip
from search_service.section_index import ArticleWords, sections_of
from search_service.sequences import Sequences, SequenceWriter


class TextWriter:
    """Collects the texts of articles as sequences of words."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.titles = SequenceWriter(self.numbers)
        self.addresses = SequenceWriter(self.numbers)
        self.breadcrumbs = SequenceWriter(self.numbers)
        self.headings = SequenceWriter(self.numbers)
        self.texts = SequenceWriter(self.numbers)

    def add(self, words: ArticleWords) -> None:
        """Append one article: a row to its own three, a row a section to the others."""
        self.titles.add(words.title)
        self.addresses.add(words.address)
        self.breadcrumbs.add(words.breadcrumbs)
        for heading, text in zip(words.headings, words.texts, strict=True):
            self.headings.add(heading)
            self.texts.add(text)

    def finish(self, term_of_word: npt.NDArray[np.int32], table: SectionTable) -> TextSequences:
        """Give the collected texts as stems; ``term_of_word[language, number]`` goes by the numbers given here."""
        by_article = table.article_language
        by_section = table.article_language[table.section_article]
        return TextSequences(
            titles=self.titles.finish(term_of_word, by_article),
            addresses=self.addresses.finish(term_of_word, by_article),
            breadcrumbs=self.breadcrumbs.finish(term_of_word, by_article),
            headings=self.headings.finish(term_of_word, by_section),
            texts=self.texts.finish(term_of_word, by_section),
        )


def assemble(words: Postings, table: SectionTable, texts: TextWriter) -> RankingArrays:
    """Work out everything that follows from the postings of words as they are written."""
    section_language = table.article_language[table.section_article]
    stems, term_of_word = stemmed(words, section_language, table.languages)
    place = {word: number for number, word in enumerate(words.terms)}
    written = np.array([place[word] for word in texts.numbers], dtype=np.int64)
    idf = inverse_document_frequency(np.diff(stems.starts), table.section_count).astype(np.float32)
    sequences = texts.finish(term_of_word[:, written], table)
    return RankingArrays(
        words=words,
        stems=scored(stems, table.section_count),
        table=table,
        texts=sequences,
        title_idf=_idf_of_rows(sequences.titles, idf),
        address_idf=_idf_of_rows(sequences.addresses, idf),
    )


def _idf_of_rows(texts: Sequences, idf: Floats) -> Floats:
    """Sum the idf of the different stems of each row."""
    row_count = len(texts.starts) - 1
    rows = np.repeat(np.arange(row_count), np.diff(texts.starts))
    different = np.unique(rows * len(idf) + texts.terms)
    summed = np.bincount(different // len(idf), weights=idf[different % len(idf)], minlength=row_count)
    return summed.astype(np.float32)


def section_table(articles: Sequence[Article]) -> SectionTable:
    """Give *articles* and their sections their numbers, in the order they stand in."""
    languages = sorted({base_language(article.lang) for article in articles})
    kinds = sorted({str(article.kind) for article in articles})
    counts = [len(sections_of(article)) for article in articles]
    same: dict[str, int] = {}
    numbers = [same.setdefault(article.id, len(same)) for article in articles]
    return SectionTable(
        section_article=np.repeat(np.arange(len(articles), dtype=np.int32), counts),
        article_starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        article_language=np.array(
            [languages.index(base_language(article.lang)) for article in articles], dtype=np.int8
        ),
        article_kind=np.array([kinds.index(article.kind) for article in articles], dtype=np.int8),
        article_same=np.array(numbers, dtype=np.int32),
        languages=languages,
        kinds=kinds,
    )
