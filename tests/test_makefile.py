"""What ``make`` builds, and when."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
MKDOCS_YML = """\
site_name: Help
site_url: !ENV [HELP_CENTRE_SITE_URL, "http://127.0.0.1:8000/"]
docs_dir: content
theme: {name: material, font: false}
plugins: [help-centre]
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one page that this project's Makefile builds, installed already."""
    for name in ("content", "overrides", "publishing", "search_service"):
        (tmp_path / name).mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(PROJECT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML)
    (tmp_path / "content" / "index.md").write_text("# Help\n\nFind a guide.\n")
    (tmp_path / ".venv" / "serve.stamp").touch()
    return tmp_path


def built_for(folder: Path, *arguments: str, **settings: str) -> str:
    """Run ``make build`` and give what the site map then says."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HELP_CENTRE_", "MAKE"))}
    subprocess.run(["make", "build", *arguments], cwd=folder, env=inherited | settings, check=True, capture_output=True)
    return (folder / "site" / "sitemap.xml").read_text()


def test_the_site_is_built_for_the_address_that_it_is_served_at(folder: Path) -> None:
    """Another port builds the site again, for that port; the same one builds nothing."""
    assert "<loc>http://127.0.0.1:8300/</loc>" in built_for(folder, "PORT=8300")
    built = (folder / "site").stat()
    assert "<loc>http://127.0.0.1:8300/</loc>" in built_for(folder, "PORT=8300")
    assert (folder / "site").stat().st_ino == built.st_ino
    assert "<loc>http://127.0.0.1:8301/</loc>" in built_for(folder, "PORT=8301")
    assert "<loc>http://127.0.0.1:8302/</loc>" in built_for(folder, "HOST=0.0.0.0", "PORT=8302")
    assert "<loc>http://[::1]:8303/</loc>" in built_for(folder, "HOST=::1", "PORT=8303")
    # 'help-centre build' by itself builds for the address of mkdocs.yml.
    subprocess.run([Path(sys.executable).parent / "help-centre", "build"], cwd=folder, check=True, capture_output=True)
    assert "<loc>http://[::1]:8303/</loc>" in built_for(folder, "HOST=::1", "PORT=8303")


def test_a_public_address_that_is_named_is_built_for(folder: Path) -> None:
    """The variable wins over host and port, also when the site stands already for another address."""
    built_for(folder)
    assert "<loc>https://help.example.com/</loc>" in built_for(folder, HELP_CENTRE_SITE_URL="https://help.example.com/")


def test_a_change_is_built_whatever_the_file_is_called(folder: Path) -> None:
    """A name with spaces is no obstacle; nothing is built again until a file is newer, or one went."""
    page = folder / "content" / "My own page.md"
    page.write_text("# Mine\n\nIt is new.\n")
    assert "My%20own%20page" in built_for(folder)
    built = (folder / "site").stat()
    built_for(folder)
    assert (folder / "site").stat().st_ino == built.st_ino
    page.unlink()
    assert "My%20own%20page" not in built_for(folder)
