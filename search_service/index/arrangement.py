"""Where what is kept of an index stands beside what is new: everything in the order that a build anew would give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search_service.index.postings import Ints, Offsets
from search_service.index.sequences import Rows


@dataclass(frozen=True)
class Arrangement:
    """
    For each article and section of a catalogue, in its order, the row in which it was written.

    Rows are those of the earlier version first, then those that were added; what was removed is not among them.
    """

    articles: Rows
    sections: Rows
    earlier_articles: int
    earlier_sections: int

    @property
    def added_articles(self) -> Rows:
        """The numbers of the articles that were added, in the order in which they were written."""
        return np.flatnonzero(self.articles >= self.earlier_articles)

    @property
    def added_sections(self) -> Rows:
        """The numbers of the sections that were added, in the order in which they were written."""
        return np.flatnonzero(self.sections >= self.earlier_sections)

    @property
    def number_of_section(self) -> Ints:
        """The number of the section in each row, -1 for one that was removed."""
        numbers = np.full(self.earlier_sections + len(self.added_sections), -1, dtype=np.int32)
        numbers[self.sections] = np.arange(len(self.sections), dtype=np.int32)
        return numbers


def arrange(wanted: Sequence[str], earlier: Sequence[str], starts: Offsets, added_counts: Sequence[int]) -> Arrangement:
    """
    Arrange the articles that *wanted* names among the *earlier* ones and those that are new, in the order of *wanted*.

    The sections of row *a* of the earlier ones begin at ``starts[a]``; *added_counts* says how many each new one has.
    """
    row_of = {name: row for row, name in enumerate(earlier)}
    articles = np.array([row_of.setdefault(name, len(row_of)) for name in wanted], dtype=np.intp)
    all_starts = np.concatenate([starts, starts[-1] + np.cumsum(added_counts, dtype=np.int64)])
    counts = np.diff(all_starts)[articles]
    before = np.cumsum(counts) - counts
    sections: Rows = np.arange(counts.sum()) + np.repeat(all_starts[articles] - before, counts)
    return Arrangement(articles, sections, len(earlier), int(starts[-1]))
