"""Who is asked to review a page."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publishing.commands import codeowners
from publishing.source.code_owners import NoOrganisation


def test_the_owner_of_most_pages_stands_first_and_the_others_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line that fits counts, on both forges; teams are written as forges write them, persons as they are."""
    monkeypatch.chdir(tmp_path)
    languages = "{locale: en, default: true}, {locale: de}"
    Path("mkdocs.yml").write_text(f"docs_dir: content\nplugins: [i18n: {{languages: [{languages}]}}]\n")
    Path("content").mkdir()
    owners = {"a": "docs", "b": "docs", "g": "docs", "my c": "Help Desk", "e": "'@ada'", "f": "ada@example.com"}
    for name, owner in (owners | {"a.de": "uebersetzung", "#1 [x]": "Help Desk"}).items():
        Path(f"content/{name}.md").write_text(f"---\nowner: {owner}\n---\n")
    Path("content/d.md").write_text("Nobody's.\n")

    lines = CliRunner().invoke(codeowners, ["acme"]).stdout.splitlines()

    assert lines[1:] == [
        "/content/ @acme/docs",
        "/content/\\#1\\ ?x?.md @acme/help-desk",
        "/content/a.de.md @acme/uebersetzung",
        "/content/e.md @ada",
        "/content/f.md ada@example.com",
        "/content/my\\ c.md @acme/help-desk",
    ]


def test_without_owners_nobody_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says how it was made, and nothing else."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("docs_dir: .\n")

    assert CliRunner().invoke(codeowners, ["acme"]).stdout.count("\n") == 1


def test_a_name_that_no_organisation_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forge would take 'bad' for one owner and 'org/docs' for another."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("docs_dir: .\n")

    for name in ("bad org", "", "a/", "@"):
        with pytest.raises(NoOrganisation):
            CliRunner().invoke(codeowners, [name], catch_exceptions=False)
    assert CliRunner().invoke(codeowners, ["@acme/help"]).exit_code == 0
