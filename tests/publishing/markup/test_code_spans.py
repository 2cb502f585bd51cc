"""Code in a line, found in one reading."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from publishing.markup.code_spans import read_code_once

LIBRARY, OURS = Markdown(), read_code_once(Markdown())


@given(st.text(alphabet="``` a\\*\n", max_size=40))
def test_code_is_what_the_library_takes_for_it(text: str) -> None:
    """Opened and closed by any numbers of backticks, some of them escaped."""
    assert OURS.reset().convert(text) == LIBRARY.reset().convert(text)
