"""
Questions that are the same letters but for spaces, hyphens, or one slip of a finger.

The spelling of a word is repaired from what the help centre says and from what many ask. Of what nobody writes but two
who ask, neither spelling is the right one: there the rest of the question tells that they mean the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, permutations, takewhile

from feedback_api.search_causes.opposites import are_opposites
from search_service.words.analysis import words_of

MIN_CHARS_OF_A_SLIP = 7
"""A shorter word with another letter is too often another word."""
FAR_COMMONER = 3
"""A word is a slip of one that is said so many times as often."""

Beside = frozenset[str]
"""The other words of a question."""


@dataclass(frozen=True)
class SaidWords:
    """The words of the help centre, how often each word is written and asked, and beside which others it is asked."""

    site: Collection[str]
    times: Mapping[str, int]
    beside: Mapping[str, frozenset[Beside]]

    def is_word(self, word: str, near: str) -> bool:
        """
        Say whether *word* is one of its own, and no slip of the word *near* it.

        Many make the same slip. What tells it from a word is that all ask with it what others ask with the right one,
        or that far more write that.
        """
        if word in self.site:
            return True
        beside = self.beside.get(word, frozenset())
        if len(beside) <= 1 or beside <= self.beside.get(near, frozenset()):
            return False
        return FAR_COMMONER * self.times.get(word, 0) > self.times.get(near, 0)


def words_beside(questions: Iterable[str], small: Collection[str]) -> dict[str, frozenset[Beside]]:
    """Give the long words of *questions*, and for each the words beside it that are not *small*."""
    found: defaultdict[str, set[Beside]] = defaultdict(set)
    for question in questions:
        words = frozenset(words_of(question)).difference(small)
        for word in words:
            if len(word) >= MIN_CHARS_OF_A_SLIP:
                found[word].add(words - {word})
    return {word: frozenset(beside) for word, beside in found.items()}


def is_slip(one: Sequence[str], other: Sequence[str], said: SaidWords) -> bool:
    """
    Say whether two questions, as their telling words, are the same letters but for one slip, in a long word.

    A slip is one letter left out, added, or another, or two that changed places. What is *said* as a word of its own is
    none.
    """
    if not one or not other:
        return False
    left, right = "".join(one), "".join(other)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
    if left == right or not _is_one_edit(left[same:], right[same:]):
        return left == right
    words = _word_at(one, same), _word_at(other, same)
    slips = (
        len(word) >= MIN_CHARS_OF_A_SLIP and word.isalpha() and not said.is_word(word, near)
        for word, near in permutations(words)
    )
    return any(slips) and not are_opposites(*words)


def _is_one_edit(one: str, other: str) -> bool:
    """Say whether what follows the letters that two have in common is one edit."""
    if one[1:] == other[1:] or one[1:] == other or one == other[1:]:
        return True
    return one[:2] == other[:2][::-1] and one[2:] == other[2:]


def _word_at(words: Sequence[str], place: int) -> str:
    """Give the word that has the letter at *place* of all letters; the last one behind them."""
    ends = accumulate(map(len, words))
    return next((word for word, end in zip(words, ends, strict=True) if place < end), words[-1])
