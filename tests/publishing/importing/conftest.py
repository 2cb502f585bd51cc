"""A help centre that things are imported into."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback_api.cli import main

Run = Callable[..., Result]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of pages of a small help centre, whose top is the working folder."""
    top = tmp_path / "help"
    (top / "content").mkdir(parents=True)
    (top / "mkdocs.yml").write_text(
        "site_name: Help\nsite_url: https://help.example.com/\ndocs_dir: content\n"
        "theme: {name: material, font: false}\nplugins: [help-centre]\n"
    )
    (top / "content/index.md").write_text("---\nid: home\n---\n# Home\n")
    monkeypatch.chdir(top)
    return top / "content"


@pytest.fixture
def run() -> Run:
    """Run ``help-centre``."""
    return lambda *arguments: CliRunner().invoke(main, list(map(str, arguments)))
