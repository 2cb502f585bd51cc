"""The stretch of a section's text that shows why it was found, with the words that matched marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search_service.analysis import CHUNK, chunk_words, spans_of
from search_service.schemas import ExcerptRun

EXCERPT_CHARS = 200
LEAD_CHARS = 40
MAX_TEXT_CHARS = 20_000
ELLIPSIS = "…"
# An excerpt starts at one of the first so many matching words, and holds at most so many.
MAX_WINDOWS = 100
WORDS_IN_WINDOW = 30

WeighedSpan = tuple[str, int, int, float]  # word, start, end, weight


class Marker:
    """Finds the words of a query in texts; what it has decided of a chunk once it remembers, for words recur."""

    def __init__(self, weight_of: Callable[[str], float]) -> None:
        """``weight_of`` gives what a word weighs in the query, 0 when it does not match."""
        self._weight_of = weight_of
        self._known: dict[str, list[WeighedSpan]] = {}

    def excerpt(self, text: str) -> list[ExcerptRun]:
        """Cut about `EXCERPT_CHARS` characters from *text*, around the words that weigh most, as runs."""
        text = " ".join(text[:MAX_TEXT_CHARS].split())
        matches = self._matches(text)
        start, end = _window(text, matches)
        runs = _runs(text, start, end, matches)
        if start > 0:
            runs.insert(0, ExcerptRun(text=ELLIPSIS, match=False))
        if end < len(text):
            runs.append(ExcerptRun(text=ELLIPSIS, match=False))
        return _merged(runs)

    def _matches(self, text: str) -> list[WeighedSpan]:
        matches: list[WeighedSpan] = []
        known = self._known
        for chunk in CHUNK.finditer(text):
            within = known.get(chunk.group())
            if within is None:
                within = known[chunk.group()] = self._weigh(chunk.group())
            if within:
                offset = chunk.start()
                matches += [(word, offset + start, offset + end, weight) for word, start, end, weight in within]
        return matches

    def _weigh(self, chunk: str) -> list[WeighedSpan]:
        """Find the matching words of a chunk; it is taken apart only where one does, for most do not."""
        if not any(map(self._weight_of, chunk_words(chunk))):
            return []
        spans = ((span, self._weight_of(span.word)) for span in spans_of(chunk))
        return [(span.word, span.start, span.end, weight) for span, weight in spans if weight]


def _window(text: str, matches: Sequence[WeighedSpan]) -> tuple[int, int]:
    """Choose the window whose different matching words weigh most, the earliest of equals."""
    best_start, best_weight = 0, 0.0
    for first, (_, start, _, _) in enumerate(matches[:MAX_WINDOWS]):
        within = matches[first : first + WORDS_IN_WINDOW]
        weights = {word: weight for word, _, end, weight in within if end <= start + EXCERPT_CHARS}
        total = sum(weights.values())
        if total > best_weight:
            best_start, best_weight = start, total
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


def _runs(text: str, start: int, end: int, matches: Sequence[WeighedSpan]) -> list[ExcerptRun]:
    runs: list[ExcerptRun] = []
    place = start
    for _, match_start, match_end, _ in matches:
        if match_start < place or match_end > end:
            continue
        runs.append(ExcerptRun(text=text[place:match_start], match=False))
        runs.append(ExcerptRun(text=text[match_start:match_end], match=True))
        place = match_end
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
