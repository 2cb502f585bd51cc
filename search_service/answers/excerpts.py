"""The stretch of a section's text that shows why it was found, with the words that matched marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

EXCERPT_CHARS = 200
LEAD_CHARS = 40
ELLIPSIS = "…"
# An excerpt starts at one of the first so many matching words, and holds at most so many.
MAX_WINDOWS = 100
WORDS_IN_WINDOW = 30

Run = tuple[str, bool]
"""A stretch of text, and whether it is marked."""


class Match(NamedTuple):
    """A word of the query in a text: where it starts and ends, which stem it has and what that weighs."""

    start: int
    end: int
    stem: int
    weight: float


def excerpt(text: str, matches: Sequence[Match]) -> list[Run]:
    """Cut about `EXCERPT_CHARS` characters from *text*, around the words that weigh most, as plain and marked runs."""
    start, end = _window(text, matches)
    runs = _runs(text, start, end, matches)
    if start > 0:
        runs.insert(0, (ELLIPSIS, False))
    if end < len(text):
        runs.append((ELLIPSIS, False))
    return _merged(runs)


def _window(text: str, matches: Sequence[Match]) -> tuple[int, int]:
    """Choose the window whose different matching words weigh most, the earliest of equals."""
    best_start, best_weight = 0, 0.0
    most = sum({match.stem: match.weight for match in matches}.values())
    for first, match in enumerate(matches[:MAX_WINDOWS]):
        within = matches[first : first + WORDS_IN_WINDOW]
        total = sum({one.stem: one.weight for one in within if one.end <= match.start + EXCERPT_CHARS}.values())
        if total > best_weight:
            best_start, best_weight = match.start, total
        if best_weight >= most:
            break
    start = _word_start(text, best_start - LEAD_CHARS) if best_start > LEAD_CHARS else 0
    return start, _word_end(text, start + EXCERPT_CHARS)


def _word_start(text: str, place: int) -> int:
    space = text.find(" ", place, place + LEAD_CHARS)
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - LEAD_CHARS, place)
    return space if space >= 0 else place


def _runs(text: str, start: int, end: int, matches: Sequence[Match]) -> list[Run]:
    """Mark the matches between *start* and *end*; those that overlap are marked together."""
    runs: list[Run] = []
    place = start
    within = [match for match in matches if match.start >= start and match.end <= end]
    for match in sorted(within, key=lambda one: (one.start, -one.end)):
        if match.end <= place:
            continue
        begin = max(match.start, place)
        runs += (text[place:begin], False), (text[begin : match.end], True)
        place = match.end
    runs.append((text[place:end], False))
    return runs


def _merged(runs: list[Run]) -> list[Run]:
    """Join neighbours of one kind and drop empty runs."""
    merged: list[Run] = []
    for text, marked in runs:
        if not text:
            continue
        if merged and merged[-1][1] == marked:
            merged[-1] = (merged[-1][0] + text, marked)
        else:
            merged.append((text, marked))
    return merged
