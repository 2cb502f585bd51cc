"""Where code in a line ends, found in one reading of the text however many backticks it has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from markdown import Markdown
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

_TICKS = re.compile("`+")
_PRIORITY = 190
"""That of Python-Markdown's own, which this stands for."""


class _Runs:
    """The runs of backticks in a text, by their places before its end, which stay when what is before them changes."""

    def __init__(self, text: str) -> None:
        spans = [(run.start() - len(text), run.end() - len(text)) for run in _TICKS.finditer(text)]
        self._ends = [end for _, end in spans]
        self._of_length: dict[int, list[int]] = {}
        for begin, end in spans:
            self._of_length.setdefault(end - begin, []).append(begin)
        self._longest_from = [(0, 0)]
        """For each run the length of the longest one from it on and the end of its first; then none."""
        for begin, end in reversed(spans):
            self._longest_from.append(max((end - begin, -end), self._longest_from[-1]))
        self._longest_from.reverse()

    def code_from(self, start: int, length: int) -> tuple[int, int | None]:
        """Say where code begins and ends that opens at *start* of a text of *length* signs, which ends as this one."""
        opening = bisect_right(self._ends, start - length)
        begin = self._ends[opening] + length
        ticks = begin - start
        same = self._of_length.get(ticks, [])
        closing = bisect_left(same, self._ends[opening])
        if closing < len(same):
            return begin, same[closing] + length
        longest, before_end = self._longest_from[opening + 1]
        if 0 < longest < ticks:
            return begin - (ticks - longest), length - before_end - longest
        return begin + ticks, None


class CodeSpans(BacktickInlineProcessor):
    """
    Finds what Python-Markdown finds, which reads the rest of the text sign by sign for each run of backticks.

    A thousand runs of different lengths, half a megabyte, took a quarter of a minute. ``_runs`` are those of the last
    ``_known`` signs of ``_text``.
    """

    _text = ""
    _runs = _Runs("")
    _known = 0

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]  # the stubs are older
        """Return where code that opens at *start* begins, and where it ends: at as many backticks, else at fewer."""
        self._read(start, text)
        return self._runs.code_from(start, len(text))

    def _read(self, start: int, text: str) -> None:
        """Read *text*, unless what stands from *start* on is known: each code that was found gives a new text."""
        rest = len(text) - start
        if rest > self._known or not (text is self._text or self._text.endswith(text[start:])):
            self._runs, self._known = _Runs(text), len(text)
        elif text is not self._text:
            self._known = rest
        self._text = text


def read_code_once(reader: Markdown) -> Markdown:
    """Let *reader* find code in one reading, and return it."""
    reader.inlinePatterns.register(CodeSpans(BACKTICK_RE), "backtick", _PRIORITY)
    return reader
