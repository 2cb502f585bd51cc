"""Front matter that is not YAML, in the words of who wrote it."""

from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import check_pages
from publishing.rules import PAGE_RULES
from publishing.source.page import parse_source


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: Save: the way", 2, "a value holds a colon, or the line above has none"),
        ("title\nowner: docs", 3, "a value holds a colon, or the line above has none"),
        ("title: A\nowner: @ada", 3, "a value begins with a sign"),
        ("title: A\n\towner: docs", 3, "a line begins with a tab"),
        ("keywords:\n\t- one", 3, "a tab stands where spaces belong"),
        ("title: A\nscope:\n  \tnone: [a]", 4, "a tab stands where spaces belong"),
        ("tags: [a, b\nowner: docs", 2, "a bracket is not closed"),
        ("scope: {none: [a]\nowner: docs", 2, "a brace is not closed"),
        ('title: "A\nowner: docs', 2, "a quotation mark is not closed"),
        ('title: "A" b', 2, "text stands behind a quotation mark that ends the value"),
        ('answers:\n  - "Why" is that so?', 3, "text stands behind a quotation mark that ends the value"),
        ("title: 'It's'", 2, "text stands behind a quotation mark that ends the value"),
        ("title: [foo] bar", 2, "text stands behind ']'"),
        ("title: {foo} bar", 2, "text stands behind '}'"),
        ("title: {{ x }}", 2, "a value begins with '{'"),
        ("keywords: [error #5, two]\nowner: docs", 2, "what stands behind '#' is left out"),
        ("summary: Error #404\n  means gone", 2, "what stands behind '#' is left out"),
        (" title: A\nowner: docs", 3, "a field begins further left than the one above it"),
        ("answers:\n  - How?\n  Why?\nowner: docs", 4, "a line has neither a colon nor a dash"),
        ("answers:\n  - How?\nWhy?", 4, "a line has neither a colon nor a dash"),
        ('title: "C:\\Users"', 2, "a backslash stands within double quotes"),
        ("title: *A*", 2, "a value begins with '*' or '&'"),
        ("title: *A", 2, "a value begins with '*'"),
        ("title: !A", 2, "a value begins with '!'"),
        ('title: "C:\\windows"', 2, "a backslash stands within double quotes"),
        ("answers: - How?", 2, "a list begins on the line of its field"),
        ("title: > A", 2, "text stands behind '|' or '>'"),
        ("title: A\nkeywords: &a [b, *a]", 3, "a value holds itself"),
        ("title: A\nscope: &a {b: *a}", 3, "a value holds itself"),
        ("title: " + "[" * 400 + "]" * 400, 2, "values are nested too deeply"),
        ("title:A", 2, "it holds no fields"),
    ],
)
def test_each_usual_slip_is_named_on_its_line(text: str, line: int, words: str) -> None:
    """A writer who knows no YAML reads what stands there, and how to write it."""
    problem = parse_source(f"---\n{text}\n---\n", path="a.md", folder=Path()).front_matter_problem

    assert problem is not None
    assert (problem.line, problem.problem) == (line, f"the front matter cannot be read: {words}.")
    assert problem.hint.endswith(".")


@pytest.mark.parametrize("value", ["[on, off, no]", "yes"])
def test_words_that_yaml_takes_for_true_and_false_are_named(value: str) -> None:
    """That the field is no list of texts is no help to who wrote words."""
    (found,) = PAGE_RULES["HC013"](parse_source(f"---\nkeywords: {value}\n---\n", path="a.md", folder=Path()))

    assert "'on', 'off', 'yes', 'no'" in found.hint


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("HC003", "title: yes"), ("HC003", "title: 2026-01-01"),
        ("HC003", "title: 12:30"), ("HC003", "title: 1.10"), ("HC003", "title: 017"), ("HC004", "summary: 12:30"),
        ("HC004", "summary: 2026-01-01 12:00:00"), ("HC004", "summary: no"), ("HC005", "id: on"), ("HC005", "id: 010"),
    ],
)  # fmt: skip
def test_a_text_that_yaml_takes_for_none_is_to_stand_in_quotes(tmp_path: Path, code: str, field: str) -> None:
    """It is shown as it was written: that there is none is no help to who wrote one, a heading or not."""
    (tmp_path / "a.md").write_text(f"---\n{field}  # as we say\n---\n\n# Text\n")
    findings = check_pages(tmp_path, ["a.md"], today=date(2026, 11, 23))
    (found,) = [each for each in findings if each.code in {code, "HC029"}]
    name, written = field.split(": ", 1)

    assert f"'{written}'" in found.message
    assert f"Put it into quotes, '{name}: \"{written}\"'" in found.hint


def test_a_number_that_stays_as_it_was_written_is_a_title(tmp_path: Path) -> None:
    """Readers see it so; an id that was published as YAML reads it stays that."""
    (tmp_path / "a.md").write_text("---\nid: 010\ntitle: 2024\nsummary: 2.5\n---\n\nText.\n")
    (tmp_path / "published.yml").write_text("'8': {paths: [a.md]}\n")
    findings = check_pages(tmp_path, ["a.md"], today=date(2026, 11, 23))

    assert not {each.code for each in findings} & {"HC003", "HC004", "HC005"}


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("HC007", "kind: on"), ("HC008", "support: no"), ("HC009", "updated: 12:30"), ("HC009", "review_by: off"),
        ("HC033", "edit: yes"), ("HC044", "contact: no"), ("HC044", "owner: on"), ("HC044", "search: off"),
        ("HC017", "replaced_by: yes"), ("HC017", "gone: yes"),
    ],
)  # fmt: skip
def test_a_message_says_what_was_written(tmp_path: Path, code: str, field: str) -> None:
    """Nobody looks for 'True' who wrote 'on'."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(f"---\n{field} # as we say\n---\n\n# Text\n")
    findings = check_pages(tmp_path / "docs", ["a.md"], today=date(2026, 11, 23))
    (message,) = [each.message for each in findings if each.code == code]

    assert f"{field.partition(': ')[2]}'" in message
