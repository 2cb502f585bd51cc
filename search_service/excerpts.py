"""The stretch of a section's text that shows why it was found, with the words that matched marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search_service.analysis import Span, spans_of
from search_service.schemas import ExcerptRun

EXCERPT_CHARS = 200
LEAD_CHARS = 40
MAX_TEXT_CHARS = 20_000
ELLIPSIS = "…"


def excerpt(text: str, weight_of: Callable[[str], float]) -> list[ExcerptRun]:
    """
    Cut about `EXCERPT_CHARS` characters from *text*, around the words that matter most, as plain and marked runs.

    ``weight_of`` gives what a word of the text weighs in the query, 0 when it does not match.
    """
    text = " ".join(text[:MAX_TEXT_CHARS].split())
    matches = [(span, weight) for span in spans_of(text) if (weight := weight_of(span.word)) > 0]
    start, end = _window(text, matches)
    runs = _runs(text, start, end, [span for span, _ in matches])
    if start > 0:
        runs.insert(0, ExcerptRun(text=ELLIPSIS, match=False))
    if end < len(text):
        runs.append(ExcerptRun(text=ELLIPSIS, match=False))
    return _merged(runs)


def _window(text: str, matches: Sequence[tuple[Span, float]]) -> tuple[int, int]:
    """Choose the window whose different matching words weigh most, the earliest of equals."""
    best_start, best_weight = 0, -1.0
    for first, (span, _) in enumerate(matches):
        weights = {
            other.word: weight
            for other, weight in matches[first : first + 40]
            if other.end <= span.start + EXCERPT_CHARS
        }
        total = sum(weights.values())
        if total > best_weight:
            best_start, best_weight = span.start, total
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


def _runs(text: str, start: int, end: int, matches: Sequence[Span]) -> list[ExcerptRun]:
    runs: list[ExcerptRun] = []
    place = start
    for span in matches:
        if span.start < place or span.end > end:
            continue
        runs.append(ExcerptRun(text=text[place : span.start], match=False))
        runs.append(ExcerptRun(text=text[span.start : span.end], match=True))
        place = span.end
    runs.append(ExcerptRun(text=text[place:end], match=False))
    return runs


def _merged(runs: list[ExcerptRun]) -> list[ExcerptRun]:
    """Join neighbours of one kind and drop empty runs."""
    merged: list[ExcerptRun] = []
    for run in runs:
        if not run.text:
            continue
        if merged and merged[-1].match == run.match:
            merged[-1] = ExcerptRun(text=merged[-1].text + run.text, match=run.match)
        else:
            merged.append(run)
    return merged
