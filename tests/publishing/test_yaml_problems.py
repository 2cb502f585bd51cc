"""Front matter that is not YAML, in the words of who wrote it."""

from pathlib import Path

import pytest

from publishing.source_page import parse_source


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: Save: the way", 2, "a value holds a colon, or the line above has none"),
        ("title\nowner: docs", 3, "a value holds a colon, or the line above has none"),
        ("title: A\nowner: @ada", 3, "a value begins with a sign, or a line with a tab"),
        ("title: A\n\towner: docs", 3, "a line begins with a tab"),
        ("tags: [a, b\nowner: docs", 2, "a bracket is not closed"),
        ("scope: {none: [a]\nowner: docs", 2, "a brace is not closed"),
        ('title: "A\nowner: docs', 2, "a quotation mark is not closed"),
        ('title: "A" b', 2, "a quotation mark stands within a value, or a line does not begin below the one above it"),
        ("title: *A*", 2, "a value begins with '*' or '&'"),
        ("title: *A", 2, "a value begins with '*'"),
        ("title: !A", 2, "a value begins with '!'"),
        ('title: "C:\\windows"', 2, "a backslash stands within double quotes"),
        ("answers: - How?", 2, "a list begins on the line of its field"),
        ("title: > A", 2, "text stands behind '|' or '>'"),
        ("title:A", 2, "it holds no fields"),
    ],
)
def test_each_usual_slip_is_named_on_its_line(text: str, line: int, words: str) -> None:
    """A writer who knows no YAML reads what stands there, and how to write it."""
    problem = parse_source(f"---\n{text}\n---\n", path="a.md", folder=Path()).front_matter_problem

    assert problem is not None
    assert (problem.line, problem.problem) == (line, f"the front matter cannot be read: {words}.")
    assert problem.hint.endswith(".")
