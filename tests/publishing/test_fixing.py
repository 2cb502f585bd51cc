"""Repairs that need no person."""

from datetime import date
from pathlib import Path

import pytest

from publishing.checking import broken_rules, read_folder
from publishing.fixing import fix
from publishing.rules.silences import heard

TODAY = date(2026, 11, 21)
FIELDS = "title: T\nsummary: Open the sign-in page, press Forgot password and follow the link.\n"


def repaired(folder: Path) -> int:
    """Repair the pages below *folder* as the command does."""
    site = read_folder(folder, today=TODAY).site
    return fix(folder, site, heard(site.pages, broken_rules(site), ()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"---\n{FIELDS}tags: accounts\n---\n", f"---\n{FIELDS}tags: [accounts]\n---\n"),
        (f"---\n{FIELDS}keyword: [a]\n---\n", f"---\n{FIELDS}keywords: [a]\n---\n"),
        (f"---\n{FIELDS}---\n\nSee [it](old.md#seas).\n", f"---\n{FIELDS}---\n\nSee [it](here/new.md#seas).\n"),
    ],
)
def test_what_needs_no_judgement_is_repaired(tmp_path: Path, before: str, after: str) -> None:
    """One value becomes a list, a slip of a field's name the name, a link to a page that moved its new path."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "new.md").write_text(f"---\nid: moon\n{FIELDS}---\n\n## Seas\n")
    (tmp_path / "published.yml").write_text("moon: {paths: [old.md, here/new.md], anchors: [seas]}\n")
    (tmp_path / "page.md").write_text(before)

    repaired(tmp_path)

    assert (tmp_path / "page.md").read_text() == after
    assert repaired(tmp_path) == 0


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{FIELDS}tags: 'a, b'\n---\n",
        f"---\n{FIELDS}sumary: x\n---\n\n[here](nowhere.md)\n",
        f"---\n{FIELDS}tags: accounts # ignore HC013: the site's own use\n---\n",
    ],
)
def test_what_needs_a_person_stays(tmp_path: Path, text: str) -> None:
    """A value that could mean several things, a field that is there already, and what is silenced."""
    (tmp_path / "page.md").write_text(text)

    assert repaired(tmp_path) == 0
    assert (tmp_path / "page.md").read_text() == text


def test_a_site_without_a_list_is_given_none(tmp_path: Path) -> None:
    """Who wants links kept creates the file."""
    (tmp_path / "page.md").write_text(f"---\n{FIELDS}---\n")

    assert repaired(tmp_path) == 0
    assert not (tmp_path / "published.yml").exists()
