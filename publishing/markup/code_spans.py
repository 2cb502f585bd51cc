"""Where code in a line ends, found in one reading of the text however many backticks it has."""

from __future__ import annotations

import re
from bisect import bisect_right

from markdown import Markdown
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

_TICKS = re.compile("`+")
_PRIORITY = 190
"""That of Python-Markdown's own, which this stands for."""


class CodeSpans(BacktickInlineProcessor):
    """
    Finds what Python-Markdown finds, which reads the rest of the text sign by sign for each run of backticks.

    A thousand runs of different lengths, half a megabyte, took a quarter of a minute.
    """

    _text = ""
    _runs: tuple[tuple[int, int], ...] = ()

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]  # the stubs are older
        """Return where code that opens at *start* begins, and where it ends: at as many backticks, else at fewer."""
        if text is not self._text:
            self._text, self._runs = text, tuple(run.span() for run in _TICKS.finditer(text))
        opening = bisect_right(self._runs, (start, len(text))) - 1
        begin = self._runs[opening][1]
        ticks = begin - start
        longest = end = 0
        for closing in range(opening + 1, len(self._runs)):
            from_, to = self._runs[closing]
            if to - from_ == ticks:
                return begin, from_
            if to - from_ > longest:
                longest, end = to - from_, to
        if 0 < longest < ticks:
            return begin - (ticks - longest), end - longest
        return begin + ticks, None


def read_code_once(reader: Markdown) -> Markdown:
    """Let *reader* find code in one reading, and return it."""
    reader.inlinePatterns.register(CodeSpans(BACKTICK_RE), "backtick", _PRIORITY)
    return reader
