"""How often the content has two words side by side."""

from __future__ import annotations

from itertools import product

import numpy as np

from search_service.index.arrays import RankingArrays, term_postings
from search_service.index.sequences import Bits, Rows

MAX_SECTIONS_COMPARED = 500
MAX_WORDS_COMPARED = 500


def times_beside(left: str, right: str, arrays: RankingArrays) -> int:
    """
    Count how often *right* follows *left* in text, headings, titles and keywords, in whatever form, of one language.

    Where many sections have both, a few hundred of them stand for all.
    """
    pairs = product(arrays.stem_numbers(left), arrays.stem_numbers(right))
    return max((_times_beside(one, other, arrays) for one, other in pairs), default=0)


def _times_beside(one: int, other: int, arrays: RankingArrays) -> int:
    has_left, has_right = (term_postings(arrays.stems, stem)[0] for stem in (one, other))
    both = np.intersect1d(has_left, has_right, assume_unique=True).astype(np.intp)
    if not len(both):
        return 0
    bits = np.zeros(len(arrays.stems.terms), dtype=np.int64)
    bits[one] |= 1
    bits[other] |= 2
    compared = both[:MAX_SECTIONS_COMPARED]
    return round(_count_phrase(bits, compared, arrays) * len(both) / len(compared))


def _count_phrase(bits: Bits, sections: Rows, arrays: RankingArrays) -> int:
    """Count in text, heading, title and keywords of *sections* the terms of bit 0 that one of bit 1 follows."""
    texts = arrays.texts
    articles = np.unique(arrays.table.section_article[sections]).astype(np.intp)
    looked_at = (
        (texts.texts, sections),
        (texts.headings, sections),
        (texts.titles, articles),
        (texts.keywords, articles),
    )
    followed = [part.look_up(bits, rows, rows + 1, MAX_WORDS_COMPARED)[1] for part, rows in looked_at]
    return int(sum(np.count_nonzero(pairs & 2) for pairs in followed))
