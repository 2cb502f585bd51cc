"""German verbs whose prefix stands at the end of their clause: ``wie melde ich mich an`` asks for ``anmelden``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from search_service.index.arrays import RankingArrays
from search_service.queries.readings import Alternative, Reading
from search_service.words.german import SEPARABLE, without_digraphs

GERMAN = "de"
# What begins another clause.
BEGINNINGS = frozenset({"aber", "damit", "dass", "denn", "oder", "sondern", "und", "was", "weil", "wenn", "wie", "wo"})
MAX_WORDS_BETWEEN = 8
MIN_VERB_CHARS = 4
# What an answer to the verb without its prefix counts.
BARE_VERB_TRUST = 0.5


def separated_verbs(words: Sequence[str], arrays: RankingArrays) -> dict[str, Reading]:
    """Give for the folded *words* that make a verb of the content with the prefix that ends their clause its stem."""
    found: dict[str, Reading] = {}
    for place, prefix in _prefixes(words):
        for word in words[max(place - MAX_WORDS_BETWEEN, 0) : place] if len(prefix) > 1 else ():
            number = arrays.stem_number(prefix + word, GERMAN) if len(word) >= MIN_VERB_CHARS else None
            if number is not None:
                found[word] = (Alternative(number, 1.0),)
    return found


def _prefixes(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the place of each prefix that ends a clause."""
    for place, (word, after) in enumerate(pairwise((*words, "und"))):
        if after in BEGINNINGS and (prefix := without_digraphs(word)) in SEPARABLE:
            yield place, prefix
