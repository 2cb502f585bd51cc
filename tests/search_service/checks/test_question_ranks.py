"""Search questions are tests of the content."""

from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import read_folder
from publishing.rules.finding import Finding
from publishing.source.draft_catalogue import draft_catalogue
from search_service.checks.drafts import open_drafts
from search_service.checks.question_ranks import CODE, unfound

TODAY = date(2026, 11, 21)
QUESTION = "How do I get back into my account?"


def write(folder: Path, name: str, title: str, body: str, answers: str = "") -> None:
    """Write an article."""
    (folder / f"{name}.md").write_text(
        f'---\ntitle: "{title}"\nanswers: [{answers}]\n---\n\n{body}\n', encoding="utf-8"
    )


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Give a folder with five articles that speak of accounts, and one about another thing that claims the question."""
    folder = tmp_path / "content"
    folder.mkdir()
    for number in range(5):
        title = f"Get back into account {number}"
        write(folder, f"account-{number}", title, f"How to get back into your account, the way number {number}.")
    write(folder, "broken", "Colours of the moon", "It is grey.\n\n## Seas {#seas}\n\nThey are dark.", f'"{QUESTION}"')
    return folder


def findings(content: Path) -> list[Finding]:
    """Ask every question of the content."""
    site = read_folder(content, today=TODAY).site
    return list(unfound(site, open_drafts(site, content.parent / "index", lambda _: None)))


def test_an_article_that_its_own_question_does_not_find_is_a_finding(content: Path) -> None:
    """The message names the place, what stands above, and what speaks for that."""
    (found,) = findings(content)

    assert (found.code, found.path, found.line) == (CODE, "broken.md", 3)
    assert f"for its question '{QUESTION}'" in found.message
    assert "'Get back into account" in found.message
    assert "(words " in found.message


def test_an_article_that_is_found_is_none(content: Path) -> None:
    """One whose title answers the question is among the first three."""
    write(content, "broken", "Get back into my account", "How? Like this.", f'"{QUESTION}"')

    assert findings(content) == []


def test_a_text_that_is_no_question_is_not_asked(content: Path) -> None:
    """HC013 says that it is too long, where search would refuse it and end the whole check."""
    write(content, "broken", "Get back into my account", "How? Like this.", f'"{QUESTION}", "{"account " * 700}"')

    assert findings(content) == []


def test_only_the_questions_of_some_pages_can_be_asked(content: Path) -> None:
    """A pull request asks those of the pages that it touches."""
    site = read_folder(content, today=TODAY).site
    engine = open_drafts(site, content.parent / "index", lambda _: None)

    assert list(unfound(site, engine, only={"account-1.md"})) == []
    assert len(list(unfound(site, engine, only={"broken.md"}))) == 1


def test_drafts_have_the_sections_of_their_headings(content: Path) -> None:
    """What is asked is what a build would publish: title, words by section, anchors."""
    articles = {article.id: article for article in draft_catalogue(read_folder(content, today=TODAY).site).articles}
    moon = articles["broken"]

    assert (moon.title, moon.url) == ("Colours of the moon", "broken/")
    assert [(section.anchor, section.title, section.text) for section in moon.sections] == [
        ("", "", "It is grey."),
        ("seas", "Seas", "They are dark."),
    ]


@pytest.mark.parametrize(("told", "lang"), [("de", "de"), ("pt_BR", "pt-BR"), ("!ENV NOT_SET_HERE", "en")])
def test_drafts_are_in_the_language_of_the_site(content: Path, told: str, lang: str) -> None:
    """Questions of a site that is not in English are understood by the word forms of its own language."""
    (content.parent / "mkdocs.yml").write_text(f"docs_dir: content\ntheme: {{name: material, language: {told}}}\n")

    articles = draft_catalogue(read_folder(content, today=TODAY).site).articles

    assert {article.lang for article in articles} == {lang}
