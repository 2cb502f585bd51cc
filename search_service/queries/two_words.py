"""Two words that a reader runs together and the content writes apart: ``searchbar``, ``signup``, ``helpdesk``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from search_service.index.arrays import RankingArrays, position_in, term_postings
from search_service.index.spelling import MAX_CHARS
from search_service.queries.misspellings import Misspellings
from search_service.queries.neighbours import times_beside

Parts = tuple[str, ...]

MIN_PART_CHARS = 2
# Shorter words are parts of others by chance.
MIN_KNOWN_CHARS = 3
# With one of these behind it a verb becomes a noun of one word, whatever the verb.
PARTICLES = frozenset({"away", "back", "down", "off", "out", "over", "up"})


def side_by_side(word: str, arrays: RankingArrays) -> tuple[Parts, int]:
    """Give the two words that *word* is run together from, which stand side by side in the content, and how often."""
    return _most_beside(_cuts(word, MIN_PART_CHARS), arrays)


def oftener_apart(word: str, times: int, arrays: RankingArrays, are_words: Callable[[str, str], bool]) -> Parts:
    """Give the two that *are_words* and stand side by side *times* or oftener, of which *word* is made."""
    cuts = [cut for cut in _cuts(word, MIN_PART_CHARS) if are_words(*cut) and _may_stand_beside(cut, times, arrays)]
    parts, times_apart = _most_beside(cuts, arrays)
    return parts if times_apart >= times else ()


def known(word: str, arrays: RankingArrays, misspellings: Misspellings, language: str | None) -> Parts:
    """
    Give the two words with a topic of which *word* is made, as the content says them.

    They stand side by side there, or it has the first and the other only makes a noun of it: ``printout``.
    """
    cuts = [cut for cut in _cuts(word, MIN_PART_CHARS) if _are_known(cut, arrays, misspellings, language)]
    parts, _ = _most_beside(cuts, arrays)
    return parts or next((cut for cut in cuts if cut[1] in PARTICLES and arrays.stem_numbers(cut[0])), ())


def in_one_section(word: str, arrays: RankingArrays) -> Parts:
    """Give the two words that *word* is made of, which some section has, wherever they stand in it."""
    cuts = _cuts(word, MIN_KNOWN_CHARS)
    times = {cut: _times_in_one_section(*cut, arrays) for cut in cuts}
    best = max(times, key=lambda cut: times[cut], default=())
    return best if best and times[best] else ()


def _cuts(word: str, min_chars: int) -> Iterator[tuple[str, str]]:
    last = len(word) - min_chars if len(word) <= 2 * MAX_CHARS else 0
    return ((word[:cut], word[cut:]) for cut in range(min_chars, last + 1))


def _are_known(cut: tuple[str, str], arrays: RankingArrays, misspellings: Misspellings, language: str | None) -> bool:
    """Tell whether both words of *cut* are written in the content or known to everybody, and have a topic."""
    return all(
        len(part) >= MIN_KNOWN_CHARS
        and part not in misspellings.stops
        and (position_in(arrays.words.terms, part) is not None or misspellings.is_everyday(part, language))
        for part in (cut[:1] if cut[1] in PARTICLES else cut)
    )


def _may_stand_beside(cut: tuple[str, str], times: int, arrays: RankingArrays) -> bool:
    """Tell whether so many sections have each word of *cut*: that is known without looking into them."""
    return all(max(map(arrays.sections_with, arrays.stem_numbers(part)), default=0) >= times for part in cut)


def _most_beside(cuts: Iterable[tuple[str, str]], arrays: RankingArrays) -> tuple[Parts, int]:
    best: Parts = ()
    most = 0
    for cut in cuts:
        times = times_beside(*cut, arrays)
        if times > most:
            best, most = cut, times
    return best, most


def _times_in_one_section(left: str, right: str, arrays: RankingArrays) -> int:
    numbers = [position_in(arrays.words.terms, part) for part in (left, right)]
    has_left, has_right = (() if number is None else term_postings(arrays.words, number)[0] for number in numbers)
    return len(np.intersect1d(has_left, has_right, assume_unique=True))
