from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search_service.index.sequences import Places, SequenceWriter

LETTERS = "abcdef"


@given(
    st.lists(st.text(LETTERS, max_size=6), min_size=1, max_size=6),
    st.text(LETTERS, min_size=1, max_size=5),
    st.integers(1, 6),
)  # fmt: skip
def test_words_and_neighbours_are_found_as_by_reading(rows: list[str], query: str, at_most: int) -> None:
    """Looking up by bits gives the letters of the query that a row has, and which stand behind the one before."""
    numbers = {letter: place for place, letter in enumerate(LETTERS)}
    writer = SequenceWriter(numbers)
    for row in rows:
        writer.add(row)
    stems = np.arange(len(LETTERS), dtype=np.int32)[None, :]
    sequences = writer.finish(stems, np.zeros(len(rows), dtype=np.int8))
    bits = np.zeros(len(LETTERS), dtype=np.int64)
    for position, letter in enumerate(query):
        bits[numbers[letter]] |= 1 << position
    everything = np.arange(len(rows))
    words, pairs = sequences.look_up(bits, everything, everything + 1, at_most)
    for row, has, follows in zip((row[:at_most] for row in rows), words.tolist(), pairs.tolist(), strict=True):
        assert has == sum(1 << position for position, letter in enumerate(query) if letter in row)
        assert follows == sum(
            1 << position + 1 for position in range(len(query) - 1) if query[position : position + 2] in row
        )


@given(st.lists(st.tuples(st.integers(0, 2**24 - 1), st.integers(1, 255)), min_size=1))
def test_a_place_is_read_as_it_was_written(written: list[tuple[int, int]]) -> None:
    """Each word of a text keeps its first character and its length, in any text that a page has room for."""
    starts, lengths = map(list, zip(*written, strict=True))
    begins, ends = Places.of(starts, lengths).at(np.arange(len(written)))
    assert begins.tolist() == starts
    assert ends.tolist() == [start + length for start, length in written]


def test_a_place_too_far_or_too_long_spoils_no_other() -> None:
    """A word beyond what a place has room for is cut to that: neither number runs into the other."""
    begins, ends = Places.of([2**31, 7], [3, 9_000]).at(np.arange(2))
    assert (begins.tolist(), ends.tolist()) == ([2**24 - 1, 7], [2**24 + 2, 7 + 255])
