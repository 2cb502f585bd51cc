"""Repairs that need no person."""

from datetime import date
from pathlib import Path

import pytest

from publishing.checking import broken_rules, read_folder
from publishing.fixing import fix
from publishing.rules import CODES
from publishing.rules.silences import heard

TODAY = date(2026, 11, 21)
FIELDS = "title: T\nsummary: Open the sign-in page, press Forgot password and follow the link.\n"


def repaired(folder: Path) -> int:
    """Repair the pages below *folder* as the command does."""
    site = read_folder(folder, today=TODAY).site
    return fix(folder, site, heard(site.pages, broken_rules(site), ran=(), known=CODES))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"---\n{FIELDS}tags: accounts\n---\n", f"---\n{FIELDS}tags: [accounts]\n---\n"),
        (f"---\n{FIELDS}kind: Guide\n---\n", f"---\n{FIELDS}kind: guide\n---\n"),
        (f"---\n{FIELDS}support: best_effort\n---\n", f"---\n{FIELDS}support: best-effort\n---\n"),
        (f"---\n{FIELDS}contact: forms\n---\n", f"---\n{FIELDS}contact: form\n---\n"),
        (f"---\n{FIELDS}keyword: [a]\n---\n", f"---\n{FIELDS}keywords: [a]\n---\n"),
        (f"---\nx: a\u2028b\n{FIELDS}kind: Guide\n---\n", f"---\nx: a\u2028b\n{FIELDS}kind: guide\n---\n"),
        (f"---\n{FIELDS}---\n\na\u2028b\n\n[it](old.md)\n", f"---\n{FIELDS}---\n\na\u2028b\n\n[it](here/new.md)\n"),
        (f"---\n{FIELDS}---\n\nSee [it](old.md#seas).\n", f"---\n{FIELDS}---\n\nSee [it](here/new.md#seas).\n"),
    ],
)
def test_what_needs_no_judgement_is_repaired(tmp_path: Path, before: str, after: str) -> None:
    """One value becomes a list, a slip of a field's name or value that, a link to a page that moved its new path."""
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
        f"---\n{FIELDS}contact: allways\n---\n",
        f"---\n{FIELDS}tags: accounts # ignore HC013: the site's own use\n---\n",
    ],
)
def test_what_needs_a_person_stays(tmp_path: Path, text: str) -> None:
    """A value that could mean several things, a field that is there already, and what is silenced."""
    (tmp_path / "page.md").write_text(text)

    assert repaired(tmp_path) == 0
    assert (tmp_path / "page.md").read_text() == text


@pytest.mark.parametrize(
    "name", ["reviewer", "review", "uid", "ids", "credit", "editor", "update", "tile", "own", "contract"]
)
def test_a_field_that_may_be_another_word_is_not_renamed(tmp_path: Path, name: str) -> None:
    """A rename changes what the page says, so a person decides; the finding may still suggest one."""
    text = f"---\n{FIELDS}{name}: x\n---\n"
    (tmp_path / "mkdocs.yml").write_text("docs_dir: docs\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(text)

    assert repaired(tmp_path / "docs") == 0
    assert (tmp_path / "docs/page.md").read_text() == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tags", "tags"),
        ("review-by", "review_by"),
        ("reviewby", "review_by"),
        ("tag", "tags"),
        ("owners", "owner"),
        ("onwer", "owner"),
        ("suport", "support"),
        ("suppport", "support"),
    ],
)
def test_a_slip_that_can_mean_one_field_is_renamed(tmp_path: Path, written: str, meant: str) -> None:
    """Capitals, hyphens, number, and a letter that is missing, doubled or in the wrong place."""
    (tmp_path / "page.md").write_text(f"---\n{FIELDS}{written}: [x]\n---\n")

    assert repaired(tmp_path) == 1
    assert (tmp_path / "page.md").read_text() == f"---\n{FIELDS}{meant}: [x]\n---\n"


def test_a_site_without_a_list_is_given_none(tmp_path: Path) -> None:
    """Who wants links kept creates the file."""
    (tmp_path / "page.md").write_text(f"---\n{FIELDS}---\n")

    assert repaired(tmp_path) == 0
    assert not (tmp_path / "published.yml").exists()
