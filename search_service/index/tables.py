"""From a catalogue and Whoosh's postings to the arrays that answers are ranked from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import numpy.typing as npt

from publishing.catalogue import Article
from search_service.index.arrangement import Arrangement
from search_service.index.arrays import (
    RankingArrays,
    SectionTable,
    TextSequences,
    inverse_document_frequency,
    scored,
)  # fmt: skip
from search_service.index.postings import Floats, Ints, Postings, stem_term, stemmed
from search_service.index.sections import ArticleWords, section_count
from search_service.index.sequences import NO_STEM, Places, Sequences, SequenceWriter
from search_service.words.languages import base_language


class TextWriter:
    """Collects the texts of articles as sequences of words."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.titles = SequenceWriter(self.numbers)
        self.addresses = SequenceWriter(self.numbers)
        self.breadcrumbs = SequenceWriter(self.numbers)
        self.keywords = SequenceWriter(self.numbers)
        self.headings = SequenceWriter(self.numbers)
        self.texts = SequenceWriter(self.numbers)
        self._starts = array("i")
        self._lengths = array("i")

    def add(self, words: ArticleWords) -> None:
        """Append one article: a row to its own four, a row a section to the others."""
        self.titles.add(words.title)
        self.addresses.add(words.address)
        self.breadcrumbs.add(words.breadcrumbs)
        self.keywords.add(words.keywords)
        for heading, text in zip(words.headings, words.texts, strict=True):
            self.headings.add(heading)
            self.texts.add(text.words)
            self._starts.extend(text.starts)
            self._lengths.extend(text.lengths)

    def places(self) -> Places:
        """Give where the words of the texts stand."""
        return Places.of(self._starts, self._lengths)

    def finish(
        self, term_of_word: npt.NDArray[np.int32], table: SectionTable, arrangement: Arrangement
    ) -> TextSequences:
        """
        Give the collected texts as stems; ``term_of_word[language, number]`` goes by the numbers given here.

        They are those that *arrangement* adds to *table*.
        """
        by_article = table.article_language[arrangement.added_articles]
        by_section = table.article_language[table.section_article[arrangement.added_sections]]
        return TextSequences(
            titles=self.titles.finish(term_of_word, by_article),
            addresses=self.addresses.finish(term_of_word, by_article),
            breadcrumbs=self.breadcrumbs.finish(term_of_word, by_article),
            keywords=self.keywords.finish(term_of_word, by_article),
            headings=self.headings.finish(term_of_word, by_section),
            texts=self.texts.finish(term_of_word, by_section),
        )


def assemble(
    words: Postings,
    table: SectionTable,
    texts: TextWriter,
    arrangement: Arrangement,
    earlier: RankingArrays | None = None,
) -> RankingArrays:
    """
    Work out everything that follows from the postings of *words* as they are written.

    *texts* are those of the articles that *arrangement* adds to *earlier* arrays, of all articles without these. What
    comes out is the same, to the last bit, whatever was there earlier.
    """
    section_language = table.article_language[table.section_article]
    known = _known_stems(earlier) if earlier else {}

    def name_stem(word: str, language: str) -> str:
        return known.get((word, language)) or stem_term(word, language)

    stems, stem_of_word = stemmed(words, section_language, table.languages, name_stem)
    place = {word: number for number, word in enumerate(words.terms)}
    written = np.array([place.get(word, NO_STEM) for word in texts.numbers], dtype=np.int64)
    with_border = np.pad(stem_of_word, ((0, 0), (0, 1)), constant_values=NO_STEM)
    sequences, places = texts.finish(with_border[:, written], table, arrangement), texts.places()
    if earlier:
        sequences, places = _arranged(earlier, stems.terms, sequences, places, arrangement)
    idf = inverse_document_frequency(np.diff(stems.starts), table.section_count).astype(np.float32)
    return RankingArrays(
        words=words,
        stems=scored(stems, table.section_count),
        stem_of_word=stem_of_word,
        table=table,
        texts=sequences,
        places=places,
        title_idf=_idf_of_rows(sequences.titles, idf),
        address_idf=_idf_of_rows(sequences.addresses, idf),
    )


def _known_stems(arrays: RankingArrays) -> dict[tuple[str, str], str]:
    """Remember the stems of words, for working them out takes most of an update."""
    known = {}
    # Read at once: one by one they would be looked up in their files.
    written, names = list(arrays.words.terms), list(arrays.stems.terms)
    for language, stems in zip(arrays.table.languages, arrays.stem_of_word, strict=True):
        for word in np.flatnonzero(stems >= 0).tolist():
            known[written[word], language] = names[stems[word]]
    return known


def _arranged(
    earlier: RankingArrays, stems: Sequence[str], added: TextSequences, places: Places, arrangement: Arrangement
) -> tuple[TextSequences, Places]:
    """Put *added* texts and their *places* among *earlier* ones, whose stems get the numbers they have in *stems*."""
    number = {stem: position for position, stem in enumerate(stems)}
    # A stem that only removed sections had has no number any more, and stands in no other section.
    renumbered = np.array([*(number.get(stem, 0) for stem in earlier.stems.terms), NO_STEM], dtype=np.int32)
    parts: dict[str, Sequences] = {}
    for part in fields(TextSequences):
        old: Sequences = getattr(earlier.texts, part.name)
        new: Sequences = getattr(added, part.name)
        parts[part.name] = Sequences(
            np.concatenate([renumbered[old.terms], new.terms]),
            np.concatenate([old.starts, new.starts[1:] + old.starts[-1]]),
        )
    by_article, by_section = arrangement.articles, arrangement.sections
    rows_of = dict.fromkeys(("titles", "addresses", "breadcrumbs", "keywords"), by_article)
    written = Places(np.concatenate([earlier.places.packed, places.packed]))
    sequences = {name: part.arranged(rows_of.get(name, by_section)) for name, part in parts.items()}
    return TextSequences(**sequences), written.arranged(parts["texts"].stretches(by_section))


def _idf_of_rows(texts: Sequences, idf: Floats) -> Floats:
    """Sum the idf of the different stems of each row."""
    row_count = len(texts.starts) - 1
    rows = np.repeat(np.arange(row_count), np.diff(texts.starts))
    different = np.unique(rows * len(idf) + texts.terms)
    summed = np.bincount(different // len(idf), weights=idf[different % len(idf)], minlength=row_count)
    return summed.astype(np.float32)


def section_table(articles: Sequence[Article], documents: Ints) -> SectionTable:
    """Give *articles* and their sections their numbers, in the order they stand in; *documents* are those in Whoosh."""
    languages = sorted({base_language(article.lang) for article in articles})
    tags = sorted({article.lang.lower() for article in articles})
    kinds = sorted({str(article.kind) for article in articles})
    ids = sorted({article.id for article in articles})
    place = {name: number for number, name in enumerate(ids)}
    counts = [section_count(article) for article in articles]
    language = [languages.index(base_language(article.lang)) for article in articles]
    return SectionTable(
        section_document=documents,
        section_article=np.repeat(np.arange(len(articles), dtype=np.int32), counts),
        article_starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        article_language=np.array(language, dtype=np.int8),
        article_tag=np.array([tags.index(article.lang.lower()) for article in articles], dtype=np.int8),
        article_kind=np.array([kinds.index(article.kind) for article in articles], dtype=np.int8),
        article_same=np.array([place[article.id] for article in articles], dtype=np.int32),
        languages=languages,
        tags=tags,
        kinds=kinds,
        ids=ids,
    )
