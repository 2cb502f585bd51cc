"""No two pages have one address, whatever they are written in."""

from pathlib import Path

import pytest

from tests.publishing.source.test_left_out import LANGUAGES, found, write

OURS = "site_url: https://help.example.com/\nplugins: [help-centre]\n"


@pytest.mark.parametrize(
    ("config", "paths", "doubles"),
    [
        ("", ("a.md", "a/index.md"), ["a/index.md"]),
        ("", ("a.md", "a.markdown"), ["a.md"]),
        ("", ("g/README.md", "g/index.md"), ["g/index.md"]),
        ("use_directory_urls: false\n", ("a.md", "a/index.md"), []),
        (LANGUAGES.replace("STRUCTURE", "suffix"), ("a.md", "a.en.md"), ["a.md"]),
        (LANGUAGES.replace("STRUCTURE", "suffix"), ("a.md", "a.de.md", "de/a.md"), ["a.de.md"]),
        (LANGUAGES.replace("STRUCTURE", "folder"), ("en/a.md", "de/a.md", "de/a/index.md"), ["de/a/index.md"]),
    ],
)
def test_pages_with_one_address_are_found(
    tmp_path: Path, config: str, paths: tuple[str, ...], doubles: list[str]
) -> None:
    """A build publishes one of them, or none; the others would be gone without a word."""
    write(tmp_path, config, *paths)

    assert [path for path, code in found(tmp_path) if code == "HC051"] == doubles


def test_html_among_the_pages_takes_no_address(tmp_path: Path) -> None:
    """MkDocs copies it, writes a page of the same address over it, and the pages that lead on give way to it."""
    write(tmp_path, OURS, "now.md", "b.md")
    for path in ("now/index.html", "old/index.html", "a/b/index.html", "free/index.html", "drafts.html"):
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_text("<p>Hello</p>")
    (tmp_path / "docs" / "published.yml").write_text("now:\n  paths:\n    - old.md\n    - now.md\n")

    assert found(tmp_path) == [("a/b/index.html", "HC051"), ("now/index.html", "HC051"), ("old/index.html", "HC015")]


def test_a_page_where_a_permanent_link_would_be_is_found(tmp_path: Path) -> None:
    """The build would stop there: the link leads to one article, and its page is another's."""
    write(tmp_path, OURS, "reset.md", "a/reset.md")

    assert found(tmp_path) == [("a/reset.md", "HC051")]


def test_a_page_that_leads_on_makes_room(tmp_path: Path) -> None:
    """What was replaced is no page any more: another may have its place."""
    write(tmp_path, "", "a.md", "b.md", "a/index.md")
    (tmp_path / "docs" / "a.md").write_text("---\nid: a\nreplaced_by: b\n---\n")

    assert found(tmp_path) == []
