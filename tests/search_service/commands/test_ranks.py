"""What a change of the content does to search."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from publishing.checking.checks import read_folder
from publishing.source.base import base_of
from publishing.source.changed_pages import NoComparison
from search_service.checks.logged_searches import SearchesUnreadable
from search_service.checks.rank_moves import Move, told
from search_service.commands.check import check
from search_service.commands.ranks import ranks

QUESTION = "How do I get back into my account?"


def write(name: str, title: str, answers: str = "") -> None:
    """Write an article."""
    Path(f"content/{name}.md").write_text(f"---\ntitle: {title}\nanswers: [{answers}]\n---\n\n{title}.\n")


def git(*words: str) -> None:
    """Run Git as somebody."""
    somebody = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *somebody, *words], check=True)


@pytest.fixture(autouse=True)
def _published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in a repository whose only question finds its article first."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("docs_dir: content\n")
    Path("content").mkdir()
    write("account", "Get back into your account", f'"{QUESTION}"')
    write("moon", "Colours of the moon")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")


def test_a_change_that_moves_nothing_says_so() -> None:
    """The writer of a pull request need not wonder."""
    Path("content/moon.md").write_text("---\ntitle: The moon\n---\n")

    result = CliRunner().invoke(ranks, ["--since", "main"])

    assert result.stdout == "Search questions: 1. All find their article at the same place as before.\n"


def test_an_article_that_another_one_hides_is_named() -> None:
    """Before and after, the question, and the page that a writer may want to repair."""
    write("moon", "How do I get back into my account")
    write("account", "Sign in", f'"{QUESTION}"')

    result = CliRunner().invoke(ranks, ["--since", "main"])

    assert result.stdout.splitlines() == [
        "Search questions: 1. Their article is found later than before: 1, sooner: 0.",
        "",
        f"- 1 \u2192 2  {QUESTION}  (account.md)",
    ]


def test_a_page_that_grows_falls_behind_where_nothing_about_the_question_changed() -> None:
    """Its words count less in a longer text, though the question shares none with what was added."""
    question = "Where does the tide turn?"
    Path("content/sea.md").write_text(f'---\ntitle: Sea\nanswers: ["{question}"]\n---\n\nThe tide turns here.\n')
    Path("content/shore.md").write_text(
        "---\ntitle: Shore\nkeywords: [does the tide turn]\n---\n\nThe tide turns here, and so do boats on a shore.\n"
    )
    git("add", ".")
    git("commit", "-q", "-m", "Second")
    with Path("content/sea.md").open("a") as page:
        page.write("".join(f"Fish {number} swims.\n" for number in range(300)))

    result = CliRunner().invoke(ranks, ["--since", "main"])

    assert result.stdout.splitlines()[2:] == [f"- 1 \u2192 2  {question}  (sea.md)"]


def test_the_searches_that_readers_make_most_are_asked_too() -> None:
    """Of a search the article counts that readers open most; without one that which stood first before."""
    write("moon", "How do I get back into my account")
    write("account", "Sign in", f'"{QUESTION}"')
    logged = ("query,searches,article_id", "how do i get back into my account,40,account", "colours,9,", "")
    Path("searches.csv").write_text("\n".join(logged))

    result = CliRunner().invoke(ranks, ["--since", "main", "--searches", "searches.csv"])

    assert result.stdout.split("\n\n", maxsplit=2)[2].splitlines() == [
        "Frequent searches: 2. Their article is found later than before: 2, sooner: 0.",
        "",
        "- 1 \u2192 2  how do i get back into my account  (account.md, 40 searches)",
        "- 1 \u2192 not found  colours  (moon.md, 9 searches)",
    ]


def test_questions_that_vanish_are_told() -> None:
    """One that its article no longer claims, and one whose article is replaced by another."""
    write("moon", "Colours of the moon", '"What colour has it?"')
    git("commit", "-q", "-a", "-m", "Second")
    write("moon", "Colours of the moon")
    Path("content/account.md").write_text("---\nreplaced_by: moon\n---\n")

    result = CliRunner().invoke(ranks, ["--since", "main"])

    assert result.stdout.splitlines() == [
        "Search questions: 0. Their article is found later than before: 1, sooner: 0, no longer claimed: 2.",
        "",
        f"- 1 \u2192 not found  {QUESTION}  (moon.md, no longer claimed)",
        "- 1 \u2192 1  What colour has it?  (moon.md, no longer claimed)",
    ]


def test_the_base_has_its_own_synonyms_list_languages_and_folder() -> None:
    """What a branch does to them moves places as well, and what it leaves alone moves nothing."""
    write("account", "Sign in", '"How do I alight?"')
    write("alight", "Alight")
    Path("content/synonyms.yml").write_text("- [alight, sign in]\n")
    Path("content/published.yml").write_text("kept: {paths: [alight.md]}\n")
    Path("content/account.de.md").write_text("---\ntitle: Alight alight\n---\n")
    languages = "plugins: [i18n: {languages: [{locale: en, default: true}, {locale: de}]}]\n"
    Path("mkdocs.yml").write_text(f"docs_dir: content\n{languages}")
    git("add", ".")
    git("commit", "-q", "-m", "Second")
    site = read_folder(Path("content"), today=date(2026, 11, 21)).site

    base = base_of(site, "main")
    assert (base.synonyms, base.published, set(base.articles)) == (site.synonyms, site.published, set(site.articles))
    assert all(page is site.by_path[page.path] for page in base.pages)

    git("mv", "content", "pages")
    Path("pages/synonyms.yml").unlink()
    Path("pages/published.yml").unlink()
    Path("mkdocs.yml").write_text("docs_dir: pages\n")
    now = read_folder(Path("pages"), today=date(2026, 11, 21)).site
    base = base_of(now, "main")
    assert set(base.articles) == {"account", "kept", "moon"}
    assert set(now.articles) == {"account", "account.de", "alight", "moon"}
    assert CliRunner().invoke(ranks, ["--since", "main"]).stdout.splitlines()[2:] == [
        "- 2 \u2192 3  How do I alight?  (account.md)"
    ]


def test_pages_are_compared_with_those_of_the_folder_that_the_branch_found() -> None:
    """Those that did not change are the very same; a folder that was left behind as it was is another one."""
    write("moon", "Colours of the sun")
    site = read_folder(Path("content"), today=date(2026, 11, 21)).site
    assert {path: page is site.by_path[path] for path, page in base_of(site, "main").by_path.items()} == {
        "account.md": True,
        "moon.md": False,
    }

    shutil.copytree("content", "pages")
    git("checkout", "-q", "content")
    Path("mkdocs.yml").write_text("docs_dir: pages\n")
    site = read_folder(Path("pages"), today=date(2026, 11, 21)).site
    assert base_of(site, "main").by_path["moon.md"].front_matter["title"] != "Colours of the sun"


def test_the_questions_of_translations_are_asked_over_the_pages_in_their_language() -> None:
    """Moves are told of every language, and who is not found is a finding; the stems are those of the language."""
    question = "Wie ändere ich Passwörter?"
    languages = "plugins: [i18n: {languages: [{locale: en, default: true}, {locale: de}]}]\n"
    Path("mkdocs.yml").write_text(f"docs_dir: content\n{languages}")
    write("account.de", "Das Passwort ändern", f'"{question}"')
    write("moon.de", "Farben des Mondes")
    git("add", ".")
    git("commit", "-q", "-m", "Second")
    assert "HC032" not in CliRunner().invoke(check).stdout

    for number in range(3):
        write(f"moon-{number}.de", "Wie ändere ich Passwörter")
    write("account.de", "Anmelden", f'"{question}"')

    assert CliRunner().invoke(ranks, ["--since", "main"]).stdout.splitlines()[2:] == [
        f"- 1 \u2192 4  {question}  (account.de.md)"
    ]
    for arguments in ([], ["--since", "main"]):
        lines = CliRunner().invoke(check, arguments).stdout.splitlines()
        assert [line.partition(": ")[0] for line in lines if "HC032" in line] == ["content/account.de.md:3"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("query,searches\n", "searches.csv:1: the columns are not query, searches, article_id."),
        ("query,searches,article_id\nprint,many,\n", "searches.csv:2: 'many' is no number of searches."),
        ("query,searches,article_id\n,3,\n", "searches.csv:2: there is no search"),
        ("query,searches,article_id\n\xff", "searches.csv:1: the file cannot be read"),
    ],
)
def test_a_damaged_file_of_searches_is_a_message(text: str, place: str) -> None:
    """File, line, and how it is written again."""
    Path("searches.csv").write_bytes(text.encode("latin-1"))

    error = CliRunner().invoke(ranks, ["--since", "main", "--searches", "searches.csv"]).exception

    assert isinstance(error, SearchesUnreadable)
    assert error.message.startswith(place)


def test_the_worst_stands_first() -> None:
    """What readers no longer find, then what they find late, then what got better."""
    better, lost = Move("Better?", "a.md", 4, 1), Move("Lost?", "b.md", 1, None)

    assert told([better, lost, Move("Later?", "c.md", 1, 2)], 9).splitlines()[2:] == [
        "- 1 \u2192 not found  Lost?  (b.md)",
        "- 1 \u2192 2  Later?  (c.md)",
        "- 4 \u2192 1  Better?  (a.md)",
    ]


def test_questions_that_were_left_out_are_counted() -> None:
    """On a large site nobody takes "all" for more than what was asked."""
    assert told([], 9, left_out=4) == (
        "Search questions: 9. All that were asked find their article at the same place as before.\n"
        "\n4 that share no word with what changed were not asked.\n"
    )
    assert told([Move("Lost?", "b.md", 1, None)], 9, left_out=4).endswith("were not asked.\n")


def test_a_branch_that_nobody_knows_is_a_message() -> None:
    """Git's own words, and what to do."""
    assert isinstance(CliRunner().invoke(ranks, ["--since", "nowhere"]).exception, NoComparison)
