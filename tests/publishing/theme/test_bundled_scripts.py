"""Three files stand in the place of the modules that they were made of, and of no others."""

import logging
from pathlib import Path

import pytest

from publishing.theme.bundled_scripts import BUNDLES, serve_as_one
from publishing.theme.folders import ASSETS, overrides_folder


def copy_modules(folder: Path) -> None:
    """Copy the modules into *folder*, as a build does."""
    for module in (overrides_folder() / ASSETS).glob("*.js"):
        (folder / module.name).write_bytes(module.read_bytes())


def served(folder: Path) -> dict[str, bytes]:
    """Return what pages can load from *folder*."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def bundled() -> dict[str, bytes]:
    """Return what is to be loaded in the place of the modules."""
    return {name: file.read_bytes() for name, file in BUNDLES.items()}


def test_the_bundle_was_made_of_the_modules_as_they_are(tmp_path: Path) -> None:
    """Pages load one file, later perhaps others; who changed a module and forgot `make scripts` is told so."""
    copy_modules(tmp_path)
    serve_as_one(tmp_path)
    assert served(tmp_path) == bundled(), "Run: make scripts"


def test_serving_as_one_twice_changes_nothing(tmp_path: Path) -> None:
    """A site that is published again keeps its three files."""
    copy_modules(tmp_path)
    serve_as_one(tmp_path)
    serve_as_one(tmp_path)
    assert served(tmp_path) == bundled()


def test_a_site_without_scripts_has_nothing_said_of_them(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Another theme has no modules, and who publishes a site again changed none."""
    with caplog.at_level(logging.INFO):
        serve_as_one(tmp_path / "none")
        copy_modules(tmp_path)
        serve_as_one(tmp_path)
        serve_as_one(tmp_path)
    assert caplog.messages == []


def test_modules_of_somebodys_own_stay(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A module that was changed is served as it is, with all others, and the build says so."""
    caplog.set_level(logging.INFO)
    copy_modules(tmp_path)
    names = {file.name for file in tmp_path.iterdir()}
    (tmp_path / "trail.js").write_text("export const mine = 1;\n", encoding="utf-8")
    serve_as_one(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == names
    assert "mine" in (tmp_path / "trail.js").read_text(encoding="utf-8")
    assert "pages load them one by one" in caplog.text
