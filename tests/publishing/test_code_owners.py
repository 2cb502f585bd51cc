"""Who is asked to review a page."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publishing.commands import codeowners


def test_the_owner_of_most_pages_stands_first_and_the_others_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line that fits counts, on both forges; teams are written as forges write them, persons as they are."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("docs_dir: content\n")
    Path("content").mkdir()
    for name, owner in {"a": "docs", "b": "docs", "my c": "Help Desk", "e": "'@ada'", "f": "ada@example.com"}.items():
        Path(f"content/{name}.md").write_text(f"---\nowner: {owner}\n---\n")
    Path("content/d.md").write_text("Nobody's.\n")

    lines = CliRunner().invoke(codeowners, ["acme"]).stdout.splitlines()

    assert lines[1:] == [
        "/content/ @acme/docs",
        "/content/e.md @ada",
        "/content/f.md ada@example.com",
        "/content/my\\ c.md @acme/help-desk",
    ]


def test_without_owners_nobody_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says how it was made, and nothing else."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("docs_dir: .\n")

    assert CliRunner().invoke(codeowners, ["acme"]).stdout.count("\n") == 1
