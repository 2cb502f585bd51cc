"""The arrays that answers are ranked from: files of a version, mapped into memory and so shared by all workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from publishing.bm25 import K1, B
from search_service.index.line_files import place_of
from search_service.index.postings import Floats, Ints, Postings, stem_term
from search_service.index.sequences import Places, Sequences

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class SectionTable:
    """
    What ranking knows of sections and articles, by number.

    Articles and sections are numbered in the order of the catalogue: those of article *a* are ``article_starts[a]`` up
    to ``article_starts[a + 1]``. ``languages``, ``tags`` and ``kinds`` name the codes; these and ``ids`` are sorted.
    """

    section_document: Ints  # its number in Whoosh, where an update leaves gaps and puts what is new last
    section_article: Ints
    article_starts: Ints
    article_language: Codes
    article_tag: Codes  # its language with its country: two of them may share words and stems
    article_kind: Codes
    article_same: Ints  # the article's place in ``ids``, equal for the translations of one article
    languages: list[str]
    tags: list[str]
    kinds: list[str]
    ids: list[str]

    @property
    def article_count(self) -> int:
        """How many articles there are, each translation for itself."""
        return len(self.article_starts) - 1

    @property
    def section_count(self) -> int:
        """How many sections there are."""
        return len(self.section_article)


@dataclass(frozen=True)
class TextSequences:
    """The stems of every text in reading order, by article up to its keywords and answers, then by section."""

    titles: Sequences
    addresses: Sequences
    breadcrumbs: Sequences
    keywords: Sequences
    headings: Sequences
    texts: Sequences


@dataclass(frozen=True)
class RankingArrays:
    """Words as written with their postings, stems with BM25 scores (without idf) as weights, sections and texts."""

    words: Postings
    stems: Postings
    stem_of_word: npt.NDArray[np.int32]  # [language, word], -1 where the language does not have the word
    table: SectionTable
    texts: TextSequences
    places: Places  # of texts.texts
    title_idf: Floats  # sum over the different stems of each title
    address_idf: Floats

    def stem_number(self, word: str, language: str) -> int | None:
        """Give the number of the stem of *word* among ``stems.terms``, or None when no section has it."""
        return position_in(self.stems.terms, stem_term(word, language))

    def stem_numbers(self, word: str) -> list[int]:
        """Give the number of the stem of *word* in each language that has it."""
        numbers = (self.stem_number(word, language) for language in self.table.languages)
        return [number for number in numbers if number is not None]

    def sections_with(self, stem: int) -> int:
        """Count the sections that have the stem of that number."""
        return int(self.stems.starts[stem + 1] - self.stems.starts[stem])


def position_in(terms: Sequence[str], term: str) -> int | None:
    """Find *term* in the sorted *terms*."""
    position = place_of(terms, term)
    return position if position < len(terms) and terms[position] == term else None


def term_postings(postings: Postings, term: int) -> tuple[Ints, Floats]:
    """Give the sections of a term and their weights."""
    chosen = slice(postings.starts[term], postings.starts[term + 1])
    return postings.sections[chosen], postings.weights[chosen]


def scored(stems: Postings, section_count: int) -> Postings:
    """Turn weights, counted words, into BM25 scores without idf."""
    lengths = np.bincount(stems.sections, weights=stems.weights, minlength=section_count)
    mean = lengths.sum() / max(np.count_nonzero(lengths), 1)
    norm = K1 * (1 - B + B * lengths / max(mean, 1.0))
    scores = stems.weights * (K1 + 1) / (stems.weights + norm[stems.sections])
    return Postings(stems.terms, stems.starts, stems.sections, scores.astype(np.float32))


def inverse_document_frequency(having: Any, count: int) -> Any:
    """Robertson and Sparck Jones's idf, never negative, of a term that *having* of *count* sections have."""
    return np.log(1 + (count - having + 0.5) / (having + 0.5))
