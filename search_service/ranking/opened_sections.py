"""
Which section of an article opens: the one that says most of what is asked for beyond the title.

What title, keywords and address have counts for every section, so the best score is that of the shortest. It ranks
articles well, and says little of where in one the reader should begin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search_service.index.postings import Floats
from search_service.index.sequences import Bits, Flags, Rows
from search_service.ranking.evidence import Evidence

# Of an article's sections so many may be opened: those of whose heading all is asked for, and those that score best.
MAX_SECTIONS = 8
# How much a word in the text of a section says of it, beside one in its heading.
TEXT_BESIDE_HEADING = 0.7
MOST_OF_TITLE = 0.5
ALMOST_ALL = 0.999


@dataclass(frozen=True)
class _Sections:
    """Sections of some articles, in order: the place of the article of each, and what its heading has of the query."""

    rows: Rows
    owners: Rows
    introduce: Flags
    heading: Bits
    whole: Flags

    @classmethod
    def of(cls, articles: Rows, near: Evidence) -> _Sections:
        starts = near.arrays.table.article_starts.astype(np.intp)
        counts = starts[articles + 1] - starts[articles]
        place = np.arange(counts.sum()) - (counts.cumsum() - counts).repeat(counts)
        rows = starts[articles].repeat(counts) + place
        headings = near.arrays.texts.headings
        return cls(
            rows,
            np.arange(len(articles)).repeat(counts),
            place == 0,
            near.words_in(headings, rows),
            near.are_whole(headings, rows),
        )

    def only(self, wanted: Flags) -> _Sections:
        return _Sections(
            self.rows[wanted], self.owners[wanted], self.introduce[wanted], self.heading[wanted], self.whole[wanted]
        )

    def are_first(self, count: int, order: Rows) -> Flags:
        """Tell which are among the first *count* of their article, in an *order* that is by article first."""
        first = np.zeros(len(self.rows), dtype=np.bool_)
        first[order] = np.arange(len(self.rows)) - np.searchsorted(self.owners, self.owners) < count
        return first


def sections_to_open(near: Evidence, places: Rows, by_section: Floats) -> Rows:
    """
    Give of the candidates at *places* in *near* the section to open; *by_section* scores all sections.

    Who asks for a whole heading, and not for the whole title, means that section, though the title have words of it. Of
    equals it is the one whose heading has all that is asked for and the introduction lacks, unless most of the title is
    asked for; then the introduction, which stands under the title; then what scores best.
    """
    articles, texts = near.articles[places], near.arrays.texts
    every = _Sections.of(articles, near)
    best = every.are_first(MAX_SECTIONS, np.lexsort((-by_section[every.rows], ~every.whole, every.owners)))
    among = every.only(every.introduce | best)
    owners, text = among.owners, near.words_in(texts.texts, among.rows)
    beyond = ~near.title.words[places][owners]
    asks_for_title = near.are_whole(texts.titles, articles)[owners]
    heading = np.where(among.whole & ~asks_for_title, among.heading, among.heading & beyond)
    little_of_title = (near.title_precision[places] < MOST_OF_TITLE)[owners]
    named = np.where(little_of_title, among.heading & ~text[among.introduce][owners], 0)
    covered = near.coverage(np.concatenate([heading, text & beyond & ~among.heading, named]))
    by_heading, by_text, by_name = np.split(covered, 3)
    said = by_heading + by_text * np.float32(TEXT_BESIDE_HEADING)
    order = np.lexsort((-by_section[among.rows], ~among.whole, ~among.introduce, by_name < ALMOST_ALL, -said, owners))
    opened: Rows = among.rows[among.are_first(1, order)]
    return opened
