"""When a file last changed, as Git knows it."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from publishing.source.dates import last_changes


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    """Run Git in *folder* on a *day*."""
    moment = f"{day}T12:00:00Z"
    subprocess.run(
        ["git", "-c", "user.name=Writer", "-c", "user.email=writer@example.com", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository whose folder 'docs' holds two committed files and one that is not."""
    docs = tmp_path / "repository" / "docs"
    (docs / "guides").mkdir(parents=True)
    git(docs.parent, "init", "--quiet")
    (docs / "index.md").write_text("one")
    (docs / "guides" / "größe x.md").write_text("two")
    git(docs.parent, "add", ".")
    git(docs.parent, "commit", "--quiet", "--message", "1", day="2026-02-03")
    (docs / "index.md").write_text("changed")
    git(docs.parent, "commit", "--quiet", "--all", "--message", "2", day="2026-03-04")
    (docs / "new.md").write_text("three")
    return docs.parent


PATHS = ("index.md", "guides/größe x.md", "new.md")


def test_each_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    """Names with spaces and accents are found, a file that was never committed is left out."""
    assert last_changes(repository / "docs", PATHS) == {
        "index.md": date(2026, 3, 4),
        "guides/größe x.md": date(2026, 2, 3),
    }


def test_a_shallow_clone_knows_its_oldest_commit(repository: Path, tmp_path: Path) -> None:
    """What a pipeline clones with one commit still builds, with that commit's day."""
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")

    assert last_changes(tmp_path / "shallow" / "docs", PATHS) == {
        "index.md": date(2026, 3, 4),
        "guides/größe x.md": date(2026, 3, 4),
    }


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    """A folder that Git does not know answers with nothing."""
    (tmp_path / "index.md").write_text("x")

    assert last_changes(tmp_path, ["index.md"]) == {}


def test_without_git_nothing_is_known(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Git builds all the same."""
    monkeypatch.setenv("PATH", "")

    assert last_changes(repository / "docs", PATHS) == {}


def test_the_walk_ends_when_every_file_was_seen(repository: Path) -> None:
    """Asking for one file of a repository gives that file alone."""
    assert last_changes(repository / "docs", ["index.md"]) == {"index.md": date(2026, 3, 4)}
