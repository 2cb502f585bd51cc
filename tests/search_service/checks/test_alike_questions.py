"""Questions of two articles that search cannot tell apart."""

from datetime import date
from pathlib import Path

from publishing.checking.checks import read_folder
from publishing.rules.finding import Finding
from search_service.checks.alike_questions import CODE, alike

TODAY = date(2026, 11, 21)


def findings(folder: Path, **answers: str) -> list[Finding]:
    """Write an article for each of *answers*, and look at their questions."""
    for name, questions in answers.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\nanswers: [{questions}]\n---\n", encoding="utf-8")
    return list(alike(read_folder(folder, today=TODAY).site))


def test_the_same_question_in_other_words_is_found(tmp_path: Path) -> None:
    """Inflection, order and words without a topic make no difference to search."""
    (found,) = findings(tmp_path, a="How do I reset my password?", b="Can a password be resetted?")

    assert (found.code, found.path, found.line) == (CODE, "b.md", 3)
    assert "'Can a password be resetted?' is the same as 'How do I reset my password?', which a.md" in found.message


def test_one_more_word_makes_another_question(tmp_path: Path) -> None:
    """What search can tell apart is two questions."""
    assert not findings(tmp_path, a="How do I reset my password?", b="How do I reset my password by phone?")


def test_an_article_may_word_its_question_twice(tmp_path: Path) -> None:
    """Only another article takes readers away; word for word the same belongs to another rule."""
    assert not findings(tmp_path, a="How do I print?, Can I print?", b="How do I save?", c="How do I save")


def test_words_of_another_language_are_other_words(tmp_path: Path) -> None:
    """A translation answers the same question to other readers."""
    (tmp_path / "de.md").write_text("---\ntitle: de\nlang: de\nanswers: [Chat?]\n---\n", encoding="utf-8")

    assert not findings(tmp_path, a="Chat?")
