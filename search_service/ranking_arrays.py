"""The arrays that answers are ranked from: files of a version, mapped into memory and so shared by all workers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search_service.postings import Floats, Ints, Postings, stem_term, stemmed

# BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", equation 3.15): K1 says how soon more
# of a word stops helping, B how much longer sections are held back.
K1 = 1.2
B = 0.75

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class SectionTable:
    """
    What ranking knows of sections and articles, by number.

    A section's number is that of its Whoosh document; the sections of an article are neighbours, and
    ``article_first[a]`` is the first of article *a*. ``languages`` and ``kinds`` name the codes.
    """

    section_article: Ints
    article_first: Ints
    article_language: Codes
    article_kind: Codes
    article_same: Ints  # equal numbers for the translations of one article
    languages: list[str]
    kinds: list[str]
    titles: list[str]


@dataclass(frozen=True)
class RankingArrays:
    """Words as written with their postings, stems with BM25 scores (without idf) as weights, and the sections."""

    words: Postings
    stems: Postings
    table: SectionTable

    def stem_number(self, word: str, language: str) -> int | None:
        """Give the number of the stem of *word* among ``stems.terms``, or None when no section has it."""
        return position_in(self.stems.terms, stem_term(word, language))


def position_in(terms: list[str], term: str) -> int | None:
    """Find *term* in the sorted list *terms*."""
    position = bisect_left(terms, term)
    return position if position < len(terms) and terms[position] == term else None


def derive(words: Postings, table: SectionTable) -> RankingArrays:
    """Work out the scored stems from the postings of words."""
    section_language = table.article_language[table.section_article]
    stems = stemmed(words, section_language, table.languages)
    return RankingArrays(words, _scored(stems, len(section_language)), table)


def _scored(stems: Postings, section_count: int) -> Postings:
    lengths = np.bincount(stems.sections, weights=stems.weights, minlength=section_count)
    mean = lengths.sum() / max(np.count_nonzero(lengths), 1)
    norm = K1 * (1 - B + B * lengths / max(mean, 1.0))
    scores = stems.weights * (K1 + 1) / (stems.weights + norm[stems.sections])
    return Postings(stems.terms, stems.starts, stems.sections, scores.astype(np.float32))


ARRAYS = ("starts", "sections", "weights")
TABLE_ARRAYS = ("section_article", "article_first", "article_language", "article_kind", "article_same")
TABLE_LISTS = ("languages", "kinds", "titles")


def save_arrays(arrays: RankingArrays, folder: Path) -> None:
    """Write every array to *folder* as ``.npy`` and every list as lines of text."""
    for name in ("words", "stems"):
        postings: Postings = getattr(arrays, name)
        _write_lines(folder / f"{name}.txt", postings.terms)
        for part in ARRAYS:
            np.save(folder / f"{name}_{part}.npy", getattr(postings, part))
    for part in TABLE_ARRAYS:
        np.save(folder / f"{part}.npy", getattr(arrays.table, part))
    for part in TABLE_LISTS:
        _write_lines(folder / f"{part}.txt", getattr(arrays.table, part))


def load_arrays(folder: Path) -> RankingArrays:
    """Map the arrays of *folder* into memory; nothing is read before it is needed."""
    table: dict[str, Any] = {part: _map(folder / f"{part}.npy") for part in TABLE_ARRAYS}
    table |= {part: _read_lines(folder / f"{part}.txt") for part in TABLE_LISTS}
    return RankingArrays(_load_postings(folder, "words"), _load_postings(folder, "stems"), SectionTable(**table))


def _load_postings(folder: Path, name: str) -> Postings:
    parts: dict[str, Any] = {part: _map(folder / f"{name}_{part}.npy") for part in ARRAYS}
    return Postings(_read_lines(folder / f"{name}.txt"), **parts)


def _map(path: Path) -> npt.NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def _write_lines(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def term_postings(postings: Postings, term: int) -> tuple[Ints, Floats]:
    """Give the sections of a term and their weights."""
    chosen = slice(postings.starts[term], postings.starts[term + 1])
    return postings.sections[chosen], postings.weights[chosen]
