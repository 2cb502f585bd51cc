"""Code in a line, found in one reading."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from publishing.markup import code_spans
from publishing.markup.code_spans import read_code_once

LIBRARY, OURS = Markdown(), read_code_once(Markdown())


@given(st.text(alphabet="``` a\\*\n", max_size=40))
def test_code_is_what_the_library_takes_for_it(text: str) -> None:
    """Opened and closed by any numbers of backticks, some of them escaped."""
    assert OURS.reset().convert(text) == LIBRARY.reset().convert(text)


@pytest.mark.parametrize(("unit", "times"), [("`x` ", 50), ("``x` ", 50), ("`` ` `x ", 50)])
def test_reading_grows_as_the_text_does(unit: str, times: int) -> None:
    """Four times as many pieces of code take four times as many lines of the program, and not sixteen times."""
    assert _lines_run(unit * 4 * times) < 5 * _lines_run(unit * times)


def test_runs_of_different_lengths_are_each_looked_at_once() -> None:
    """None of them closes another one: a line of the program that is run for each is not run for each pair."""
    few, many = (_lines_run(" x ".join("`" * length for length in range(runs, 0, -1))) for runs in (20, 80))
    assert many < 5 * few


def _lines_run(text: str) -> int:
    """Count the lines of the module that run while *text* is read: the same number on every machine."""
    count, before = 0, sys.gettrace()

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if frame.f_code.co_filename != code_spans.__file__:
            return None
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        OURS.reset().convert(text)
    finally:
        sys.settrace(before)
    return count
