"""Where a moment of one cut of a video is in another: found by what is said there, since times move with every cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from difflib import SequenceMatcher

# The last line has no next one that would end it.
LAST_LINE_SECONDS = 12


def place_in(new: Mapping[int, str], old: Mapping[int, str], second: int) -> range:
    """
    Give the seconds of the *new* cut at which people hear what they heard at *second* of the *old* one.

    Both are the words of each line by its second. Lines that were said anew stand for those whose place they take; for
    one that was cut out stands the line that follows now. Where nothing is written, times are all there is.
    """
    if not new or not old:
        return range(second, second + 1)
    old_seconds, new_seconds = sorted(old), sorted(new)
    line = max(0, bisect_right(old_seconds, second) - 1)
    first, last = _lines_for(line, [_folded(old[at]) for at in old_seconds], [_folded(new[at]) for at in new_seconds])
    end = new_seconds[last + 1] if last + 1 < len(new_seconds) else new_seconds[last] + LAST_LINE_SECONDS
    return range(new_seconds[first], end)


def _lines_for(line: int, old: list[str], new: list[str]) -> tuple[int, int]:
    """Give the first and the last line of *new* that stand where *line* stood in *old*."""
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if start <= line < end:
            if tag == "equal":
                return new_start + line - start, new_start + line - start
            if new_start < new_end:
                return new_start, new_end - 1
            return min(new_start, len(new) - 1), min(new_start, len(new) - 1)
    raise AssertionError("every line of the old cut stands in one of the operations")


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
