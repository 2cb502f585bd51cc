"""Markdown with its code blanked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.markup.lines import without_code


@pytest.mark.parametrize(
    ("markdown", "stays"),
    [
        ("a `code` b", "a b"),
        ("a ``co`de`` b", "a b"),
        ("a ` b", "a ` b"),
        ("```\nx\n```\ny", "y"),
        ("````\n```\nx\n````\ny", "y"),
        ("~~~ python\nx\n~~~\ny", "y"),
        ("- a\n\n  ```\n  x\n  ```\n\ny", "- a y"),
        ("```\nnever closed", "``` never closed"),
        ("a\n\n    x\n    x\n\nb", "a b"),
        ("- a\n\n    still the list\n", "- a still the list"),
        ("!!! note\n\n    in the box\n", "!!! note in the box"),
        ("a\n    wrapped", "a wrapped"),
        ("1. a\n\n        code\n\n    still the list", "1. a still the list"),
        ("- a\n\n    - b\n\n        still b\n\n            code\n", "- a - b still b"),
        ("- a\n\n    still the list\n\n        code\n\ntext\n\n    code\n", "- a still the list text"),
        ("<div>\n\n        <b>in it</b>", "<div> <b>in it</b>"),
        ("a <!-- x\ny --> b", "a b"),
        ("a <!-- never closed", "a <!-- never closed"),
    ],
)
def test_code_is_blanked_and_text_stays(markdown: str, stays: str) -> None:
    """Fenced, indented and inline code and comments go, as Markdown understands them."""
    assert " ".join(without_code(markdown).split()) == stays


@given(st.text(alphabet="`~ a\n<!->", max_size=60))
def test_every_line_keeps_its_number_and_length(markdown: str) -> None:
    """What is found in the rest can be pointed at in the file."""
    blanked = without_code(markdown)

    assert [len(line) for line in blanked.split("\n")] == [len(line) for line in markdown.split("\n")]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("unit", ["```x\n", "<!-- ", "`a ", "`", "![", "~~~\n"])
@pytest.mark.slow
def test_no_text_takes_long(unit: str) -> None:
    """A page of a megabyte of anything is read in the time of a megabyte."""
    assert len(without_code(unit * (900_000 // len(unit)))) <= 900_000


def test_a_fence_ends_at_marks_alone() -> None:
    """Marks with a language begin a fence: one that nobody ended takes the next along, and no more."""
    text = "```bash\ncurl\n```json\n{}\n```\n\n## Heading\n\n```json\n{}\n```\nText\n"

    assert without_code(text).split() == ["##", "Heading", "Text"]
