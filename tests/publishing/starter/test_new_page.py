"""Beginning a page."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publishing.checking.checks import check_pages
from publishing.commands import new
from publishing.errors import HelpCentreError
from publishing.source.page import parse_source
from publishing.starter.new_page import page_text
from tests.publishing.test_rules import TODAY


@pytest.fixture(autouse=True)
def _content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in a folder with a help centre of one page."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("docs_dir: content\nmarkdown_extensions: [attr_list]\n")
    Path("content").mkdir()
    Path("content/a.md").write_text("---\nid: taken\n---\n")


@pytest.mark.parametrize(("kind", "asked"), [("guide", {"HC026"}), ("video", {"HC026", "HC014"})])
def test_a_new_page_lacks_nothing_but_what_it_asks_for(kind: str, asked: set[str]) -> None:
    """The check finds the places to fill in, and the video that is not there yet."""
    result = CliRunner().invoke(new, [kind, 'Say: "yes" & [no]'])

    assert result.stdout == f"content/{kind}s/say-yes-no.md\n"
    found = check_pages(Path("content"), [f"{kind}s/say-yes-no.md"], today=TODAY)
    assert {finding.code for finding in found} == asked


def test_what_readers_see_of_a_new_page_is_in_the_language_of_the_site() -> None:
    """The heading that every guide begins with is no sign of another program."""
    Path("mkdocs.yml").write_text("docs_dir: content\ntheme: {name: material, language: de}\n")

    CliRunner().invoke(new, ["guide", "Adresse ändern"], catch_exceptions=False)

    assert "## Wenn es nicht geht {#trouble}\n" in Path("content/guides/adresse-aendern.md").read_text()


def test_a_title_with_a_tag_becomes_a_heading_that_shows_it() -> None:
    """In the field themes would take it for a tag; a word that only looks like a note to oneself is no finding."""
    for title in ("<b>Bold</b> tag", "TODO list", "Your TODO-list"):
        CliRunner().invoke(new, ["guide", title], catch_exceptions=False)

    paths = [f"guides/{name}.md" for name in ("b-bold-b-tag", "todo-list", "your-todo-list")]
    found = check_pages(Path("content"), paths, today=TODAY)
    assert {each.code for each in found} == {"HC026"}
    assert [each for each in found if each.path != paths[0] and each.line == 3] == []
    assert "---\n\n# `<b>`Bold`</b>` tag\n" in Path("content", paths[0]).read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Taken"], "the id 'taken' is already that of a.md."),
        (["帮助"], "'帮助' makes no id."),
        (["A", "--id", "A B"], "the id 'A B' is not well formed."),
        (["A B", "--owner", "@@"], "the owner '@@' is no team, account or e-mail address."),
        (["New", "--folder", "../.."], "content/../../new.md is not below content."),
    ],
)
def test_what_cannot_be_begun_is_a_message(words: list[str], message: str) -> None:
    """Names that are taken or malformed, titles of which no name can be made, owners that are none, folders outside."""
    result = CliRunner().invoke(new, ["guide", *words])

    assert isinstance(result.exception, HelpCentreError)
    assert result.exception.message == message
    assert result.exception.hint


def test_a_page_is_never_overwritten() -> None:
    """A second page of one title is refused."""
    CliRunner().invoke(new, ["guide", "New", "--folder", ""])
    Path("content/guides/new.md").write_text("---\nid: other\n---\n")

    result = CliRunner().invoke(new, ["guide", "New"])

    assert isinstance(result.exception, HelpCentreError)
    assert Path("content/guides/new.md").read_text() == "---\nid: other\n---\n"


def test_a_page_goes_to_the_folder_of_the_first_language() -> None:
    """Its id names no language there either; the configuration is called what it is."""
    languages = "{docs_structure: folder, languages: [{locale: en, default: true}, {locale: de}]}"
    Path("mkdocs.yml").unlink()
    Path("mkdocs.yaml").write_text(f"docs_dir: content\nplugins: [i18n: {languages}]\n")
    made = CliRunner().invoke(new, ["guide", "New"])
    assert made.stdout == "content/en/guides/new.md\n"
    assert "'nav' in mkdocs.yaml," in made.stderr


def test_an_id_that_yaml_takes_for_something_else_is_quoted() -> None:
    """Without quotes 'no' is no word."""
    text = page_text("guide", "No", article_id="no", owner="docs", lang="en", today=TODAY)

    assert parse_source(text, path="no.md", folder=Path()).front_matter["id"] == "no"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Save", "--folder", "b"], "the address of b/save.md is that of b/save/index.md."),
        (["Old"], "the address of guides/old.md is published as that of 'taken'."),
        (["Save", "--folder", "drafts"], "no build of this site takes drafts/save.md."),
        (["Save", "--folder", "../content/b"], "the address of b/save.md is that of b/save/index.md."),
        (["Save", "--folder", "HERE/content/drafts"], "no build of this site takes drafts/save.md."),
    ],
)
def test_a_page_that_no_reader_would_see_is_not_begun(words: list[str], message: str) -> None:
    """Its address is another's, now or once, or the configuration leaves it out."""
    Path("mkdocs.yml").write_text("docs_dir: content\nexclude_docs: /drafts/\n")
    Path("content/b/save").mkdir(parents=True)
    Path("content/b/save/index.md").write_text("# Save\n")
    Path("content/published.yml").write_text("taken: {paths: [guides/old.md, a.md]}\n")

    words = [word.replace("HERE", Path.cwd().as_posix()) for word in words]

    with pytest.raises(HelpCentreError) as caught:
        CliRunner().invoke(new, ["guide", *words], catch_exceptions=False)

    assert message in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("folder", ["templates/../guides", "../content/guides", "HERE/content/guides"])
def test_a_folder_may_be_named_from_anywhere(folder: str) -> None:
    """However it is written, it is the folder of the site that counts, and what is said of the file."""
    Path("mkdocs.yml").write_text("docs_dir: content\nexclude_docs: content/\n")

    made = CliRunner().invoke(
        new, ["guide", "New", "--folder", folder.replace("HERE", Path.cwd().as_posix())], catch_exceptions=False
    )

    assert made.stdout == "content/guides/new.md\n"
    assert Path("content/guides/new.md").is_file()
