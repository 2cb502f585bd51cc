"""What no build takes is not checked, and no link to it is listed."""

from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import Reading, check_pages, read_folder
from publishing.source.folder import ConfigUnreadable, find_pages

TODAY = date(2026, 11, 22)
SUMMARY = "summary: Open the sign-in page, press Forgot password and follow the link in the e-mail."
LANGUAGES = "plugins: [i18n: {docs_structure: STRUCTURE, languages: [{locale: en, default: true}, {locale: de}]}]\n"


def write(folder: Path, config: str, *paths: str) -> Reading:
    """Write a site with *config* and a page at each of *paths*, and read it."""
    (folder / "mkdocs.yml").write_text(f"site_name: Help\n{config}")
    for path in paths:
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        name = path.removesuffix(".md").replace("/", "-").replace(".", "-")
        file.write_text(f"---\nid: {name}\ntitle: The page {name}\n{SUMMARY}\n---\n\nText.\n")
    (folder / "docs" / "published.yml").write_text("{}\n")
    return read_folder(folder / "docs", today=TODAY)


def found(folder: Path) -> list[tuple[str, str]]:
    """Return path and code of what the check finds, but for what is not listed yet."""
    docs = folder / "docs"
    findings = check_pages(docs, find_pages(docs).paths, today=TODAY)
    return [(each.path, each.code) for each in findings if each.code != "HC016"]


@pytest.mark.parametrize(
    "config",
    ["exclude_docs: |\n  /drafts/\n  *.tmp.md\n", "draft_docs: |\n  /drafts/\n  *.tmp.md\n"],
)
def test_what_the_configuration_leaves_out_is_no_page(tmp_path: Path, config: str) -> None:
    """A file that no reader gets has no link to keep; MkDocs leaves out its own folder of templates as well."""
    site = write(tmp_path, config, "a.md", "drafts/b.md", "c.tmp.md", "templates/d.md").site

    assert [page.path for page in site.texts] == ["a.md"]
    assert set(site.links()) == {"a"}


def test_a_folder_that_the_configuration_takes_back_holds_pages(tmp_path: Path) -> None:
    """MkDocs leaves templates out unless it is told otherwise, and then a link to one of them leads somewhere."""
    config = "exclude_docs: |\n  !/templates/\ndraft_docs: /drafts/\n"
    write(tmp_path, config, "a.md", "templates/b.md", "drafts/c.md", ".hidden/d.md")
    page = tmp_path / "docs" / "a.md"
    page.write_text(f"{page.read_text()}\nSee [the letter](templates/b.md).\n")

    assert [each.path for each in read_folder(tmp_path / "docs", today=TODAY).site.texts] == ["a.md", "templates/b.md"]
    assert found(tmp_path) == []


def test_a_link_to_what_is_left_out_leads_nowhere(tmp_path: Path) -> None:
    """The file is there, its page is not."""
    write(tmp_path, "exclude_docs: /drafts/\n", "a.md", "drafts/b.md")
    page = tmp_path / "docs" / "a.md"
    page.write_text(f"{page.read_text()}\nSee [the draft](drafts/b.md).\n")

    assert found(tmp_path) == [("a.md", "HC019")]


@pytest.mark.parametrize(
    ("structure", "there", "lost"),
    [
        ("folder", ("en/a.md", "de/a.md"), ("it/b.md", "it/c.md")),
        ("suffix", ("a.md", "a.de.md", "it/e.md"), ("a.it.md", "setup.py.md")),
    ],
)
def test_a_language_that_the_site_lacks_is_told(
    tmp_path: Path, structure: str, there: tuple[str, ...], lost: tuple[str, ...]
) -> None:
    """The build takes 'it' for Italian and leaves it out, whatever it was meant to be; once for each language."""
    reading = write(tmp_path, LANGUAGES.replace("STRUCTURE", structure), *there, *lost)

    assert sorted(page.path for page in reading.site.texts) == sorted(there)
    assert [path for path, code in found(tmp_path) if code == "HC052"] == (
        ["it/b.md"] if structure == "folder" else list(lost)
    )


@pytest.mark.parametrize("pattern", ["\\", "!"])
@pytest.mark.parametrize("field", ["exclude_docs", "draft_docs", "not_in_nav"])
def test_a_pattern_that_is_none_is_named(tmp_path: Path, field: str, pattern: str) -> None:
    """MkDocs would refuse the configuration; so does the check, with the field."""
    with pytest.raises(ConfigUnreadable, match=f"'{field}'") as caught:
        write(tmp_path, f"{field}: |\n  {pattern}\n", "a.md")

    assert caught.value.hint
