from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_service.index.spelling import Vocabulary, build_vocabulary, repairs

COMMON = {
    "password": 40,
    "passport": 4,
    "export": 30,
    "report": 10,
    "invoice": 20,
    "refund": 15,
    "größe": 3,
    "color": 2,
}


def vocabulary(counts: dict[str, int]) -> Vocabulary:
    """Give a vocabulary in which each word, in the order of letters, stands in so many sections."""
    return build_vocabulary(sorted(counts), np.array([counts[word] for word in sorted(counts)], dtype=np.int64))


def best(word: str, counts: dict[str, int]) -> Sequence[str]:
    """Give the words that *word* may have been meant to be, best first."""
    return [sorted(counts)[one.number] for one in repairs(word, vocabulary(counts))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pasword", "password"),
        ("passwrod", "password"),
        ("passsword", "password"),
        ("passwird", "password"),
        ("exprot", "export"),
        ("refnud", "refund"),
        ("colour", "color"),
    ],
)
def test_misspellings_are_repaired(typed: str, meant: str) -> None:
    """A letter too few, too many, wrong or exchanged with its neighbour is repaired."""
    assert next(iter(best(typed, COMMON)), None) == meant


@pytest.mark.parametrize("typed", ["docker", "speak", "act", "zzzz", "x", "a" * 300, ""])
def test_other_words_are_left_alone(typed: str) -> None:
    """A word that is no misspelling of anything in the content stays what it is."""
    assert best(typed, {**COMMON, "worker": 50, "seam": 5, "alt": 9}) == []


def test_of_equally_near_words_the_commoner_is_meant() -> None:
    """Frequency decides where the distance does not."""
    assert best("passpord", {"passport": 40, "password": 4})[0] == "passport"
    assert best("passpord", {"passport": 4, "password": 40})[0] == "password"


def distance(one: str, other: str) -> int:
    """Work out the optimal string alignment distance, cell by cell."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            differs = one[i - 1] != other[j - 1]
            cells = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + differs]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                cells.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(cells)
    return table[len(one), len(other)]


@given(
    st.text("abcd", min_size=9, max_size=12), st.lists(st.text("abcd", min_size=4, max_size=12), min_size=1, max_size=8)
)
def test_distances_are_those_of_the_definition(word: str, others: list[str]) -> None:
    """Working on all candidates at once finds the same words, with the same number of edits, as one by one."""
    counts = dict.fromkeys(others, 1)
    found = {sorted(counts)[one.number]: one.edits for one in repairs(word, vocabulary(counts), at_most=20)}
    assert found == {other: edits for other in others if (edits := distance(word, other)) <= 2}
