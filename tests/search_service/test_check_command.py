"""The command that a writer runs."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from search_service.check_command import check


def test_check_names_what_it_finds_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding is a line with a path that can be opened, and the exit status is 1."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("docs_dir: content\n")
    Path("content").mkdir()
    Path("content/a.md").write_text("---\ntitle: A\n---\n")
    Path("content/up").symlink_to("..")

    result = CliRunner().invoke(check)

    assert result.exit_code == 1
    page, link = result.stdout.splitlines()
    assert page.startswith("content/a.md:1: HC004 the page has no summary. Add 'summary:' to the front matter")
    assert link.startswith("content/up:1: HC001 the link leads back to a folder above it. Remove it")
    assert result.stderr == "1 page checked, 2 findings.\n"


def test_check_of_a_named_folder_needs_no_configuration(tmp_path: Path) -> None:
    """Pages of any generator can be checked."""
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nsummary: {'Press Save. ' * 5}\n---\n")

    result = CliRunner().invoke(check, [str(tmp_path)])

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 page checked, nothing found.\n")
