"""Whoosh's postings as NumPy arrays: read once after a build, ranked from ever after."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from search_service.words.languages import stem

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Postings:
    """
    For each term the sections that have it.

    The postings of ``terms[i]`` are ``sections[starts[i]:starts[i + 1]]``, ascending, and ``weights`` beside them;
    ``terms`` is sorted.
    """

    terms: Sequence[str]
    starts: Offsets
    sections: Ints
    weights: Floats

    def term_numbers(self) -> Ints:
        """Give the number of the term of each posting."""
        return np.repeat(np.arange(len(self.terms), dtype=np.int32), np.diff(self.starts))


NO_POSTINGS = Postings(
    [], np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
)  # fmt: skip


def read_postings(reader: IndexReader, field: str, first_section: int = 0) -> Postings:
    """Read every posting of *field*, term by term; *first_section* is the number of the reader's first document."""
    terms: list[str] = []
    starts: list[int] = [0]
    sections = array("i")
    weights = array("f")
    for (_, term), about in takewhile(lambda found: found[0][0] == field, reader.iter_from(field, b"")):
        sections_of_term, weights_of_term, _ = about.inlined_postings()
        sections.extend(sections_of_term)
        weights.extend(weights_of_term)
        terms.append(term.decode())
        starts.append(len(sections))
    return Postings(
        terms,
        np.array(starts, dtype=np.int64),
        np.array(sections, dtype=np.int32) + np.int32(first_section),
        np.array(weights, dtype=np.float32),
    )


def stemmed(
    words: Postings,
    section_language: npt.NDArray[np.int8],
    languages: list[str],
    name_stem: Callable[[str, str], str],
) -> tuple[Postings, npt.NDArray[np.int32]]:
    """
    Merge the postings of words that share a stem; the new terms are what ``name_stem(word, language)`` gives.

    ``section_language`` gives the position in *languages* of each section's language. The second result is the table
    ``[language, word]`` of the new terms' numbers, -1 where the language does not have the word.
    """
    word_count = len(words.terms)
    pair = section_language[words.sections].astype(np.int64) * word_count + words.term_numbers()
    pairs, pair_of_posting = np.unique(pair, return_inverse=True)
    names = [name_stem(words.terms[one % word_count], languages[one // word_count]) for one in pairs.tolist()]
    terms = sorted(set(names))
    number = {term: position for position, term in enumerate(terms)}
    term_of_pair = np.array([number[name] for name in names], dtype=np.int32)
    term_of_word = np.full(len(languages) * word_count, -1, dtype=np.int32)
    term_of_word[pairs] = term_of_pair
    stems = _grouped(terms, term_of_pair[pair_of_posting], words.sections, words.weights)
    return stems, term_of_word.reshape(len(languages), word_count)


def stem_term(word: str, language: str) -> str:
    """Name the stem of *word* in *language*; equal stems of two languages are two terms."""
    return f"{language} {stem(word, language)}"


def merged(kept: Postings, added: Postings) -> Postings:
    """Put two collections of postings together, which have no section in common."""
    terms = sorted({*kept.terms, *added.terms})
    number = {term: position for position, term in enumerate(terms)}
    renumbered = [
        np.array([number[term] for term in part.terms], dtype=np.int32)[part.term_numbers()] for part in (kept, added)
    ]
    return _grouped(
        terms,
        np.concatenate(renumbered),
        np.concatenate([kept.sections, added.sections]),
        np.concatenate([kept.weights, added.weights]),
    )


def renumbered(postings: Postings, number_of_section: Ints) -> Postings:
    """
    Give sections other numbers: the sections of a term need not be ascending then, until they are `merged`.

    The postings of sections that have none any more (-1) are left out, and the terms that are left with no posting.
    """
    sections = number_of_section[postings.sections]
    chosen = sections >= 0
    counts = np.bincount(postings.term_numbers()[chosen], minlength=len(postings.terms))
    used = np.flatnonzero(counts)
    terms = list(postings.terms)
    return Postings(
        [terms[number] for number in used.tolist()],
        np.concatenate([[0], np.cumsum(counts[used])]).astype(np.int64),
        sections[chosen],
        postings.weights[chosen],
    )


def _grouped(terms: list[str], term_of_posting: Ints, sections: Ints, weights: Floats) -> Postings:
    """Sort postings by term and section; those with both equal become one, with the sum of their weights."""
    # One key and a sort that makes use of the runs that are sorted already: ten times as fast as sorting by two.
    order = np.argsort((term_of_posting.astype(np.int64) << 32) + sections, kind="stable")
    term, section = term_of_posting[order], sections[order]
    first = np.flatnonzero(np.concatenate([[True], (np.diff(term) != 0) | (np.diff(section) != 0)])[: len(term)])
    summed = np.add.reduceat(weights[order], first) if len(first) else weights[:0]
    starts = np.searchsorted(term[first], np.arange(len(terms) + 1)).astype(np.int64)
    return Postings(terms, starts, section[first], summed.astype(np.float32))
