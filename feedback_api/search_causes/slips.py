"""
Questions that are the same letters but for spaces, hyphens, or one slip of a finger.

The spelling of a word is repaired from what the help centre says and from what many ask. Of what nobody writes but two
who ask, neither spelling is the right one: there the rest of the question tells that they mean the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate, takewhile

from feedback_api.search_causes.opposites import are_opposites

MIN_CHARS_OF_A_SLIP = 7
"""A shorter word with another letter is too often another word."""


def is_slip(one: Sequence[str], other: Sequence[str], known: Collection[str]) -> bool:
    """
    Say whether two questions, as their telling words, are the same letters but for one slip, in a long word.

    A slip is one letter left out, added, or another, or two that changed places. A word that is *known* is none.
    """
    if not one or not other:
        return False
    left, right = "".join(one), "".join(other)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
    if left == right or not _is_one_edit(left[same:], right[same:]):
        return left == right
    words = _word_at(one, same), _word_at(other, same)
    unknown = [word for word in words if len(word) >= MIN_CHARS_OF_A_SLIP and word.isalpha() and word not in known]
    return bool(unknown) and not are_opposites(*words)


def _is_one_edit(one: str, other: str) -> bool:
    """Say whether what follows the letters that two have in common is one edit."""
    if one[1:] == other[1:] or one[1:] == other or one == other[1:]:
        return True
    return one[:2] == other[:2][::-1] and one[2:] == other[2:]


def _word_at(words: Sequence[str], place: int) -> str:
    """Give the word that has the letter at *place* of all letters; the last one behind them."""
    ends = accumulate(map(len, words))
    return next((word for word, end in zip(words, ends, strict=True) if place < end), words[-1])
