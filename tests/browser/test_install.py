"""Finding and installing the browser that the tests drive."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import first_working
from tests.browser.shipped import PROJECT


def program(path: Path, script: str) -> Path:
    """Write a program."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_program_that_tells_no_version_is_passed_over(tmp_path: Path) -> None:
    """A stub that only says what to install, a broken program and a missing one are not a Chromium."""
    stub = program(tmp_path / "stub", "echo 'Please run: snap install chromium'; exit 1")
    silent = program(tmp_path / "silent", "exit 0")
    working = program(tmp_path / "working", "echo 'Chromium 156.0.1'")
    assert first_working([tmp_path / "missing", stub, silent, working]) == working
    assert first_working([stub]) is None


def run_install(path: Path) -> subprocess.CompletedProcess[str]:
    """Run a copy of the installer where only the programs in *path* can be found, and Playwright has nothing."""
    browser = path / "tests" / "browser"
    (browser / "node_modules").mkdir(parents=True)
    (browser.parent / "__init__.py").touch()
    for name in ("__init__.py", "chromium.py", "install.py", "package-lock.json"):
        shutil.copy(PROJECT / "tests" / "browser" / name, browser)
    (browser / "node_modules" / ".package-lock.json").touch()
    environment = {
        **os.environ,
        "PATH": str(path),
        "PLAYWRIGHT_BROWSERS_PATH": str(path / "none"),
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.browser.install"],
        cwd=path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


def test_an_installed_chromium_is_taken(tmp_path: Path) -> None:
    """With a Chromium on the path nothing is downloaded, and its place is printed."""
    chromium = program(tmp_path / "chromium", "echo 'Chromium 156.0.1'")
    finished = run_install(tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.startswith(f"Chromium for the browser tests: {chromium}\n")


def test_a_shell_is_taken_before_a_browser_with_windows(tmp_path: Path) -> None:
    """Pages are the same in both, and windows that nobody sees cost more than the pages."""
    program(tmp_path / "chromium", "echo 'Chromium 156.0.1'")
    shell = program(tmp_path / "chromium-headless-shell", "echo 'Chromium 156.0.1'")
    assert run_install(tmp_path).stdout.startswith(f"Chromium for the browser tests: {shell}\n")


@pytest.mark.parametrize("name", ["chromium-headless-shell", "chromium"])
def test_the_system_package_manager_is_the_last_way(tmp_path: Path, name: str) -> None:
    """Where Playwright can download none, the system's package manager installs a shell, or else what it has."""
    made = tmp_path / name
    write = f"printf '#!/bin/sh\necho Chromium 156\n' > {made} && /bin/chmod +x {made}"
    install = f'case "$*" in update*) ;; install*" {name}") {write};; *) exit 100;; esac'
    program(tmp_path / "apt-get", install)
    finished = run_install(tmp_path)
    assert "Installing Chromium with apt-get" in finished.stdout
    assert finished.returncode == 0, finished.stderr
    assert f"Chromium for the browser tests: {made}" in finished.stdout


def test_without_any_way_it_says_what_to_do(tmp_path: Path) -> None:
    """Where no Chromium can be had, the installer fails and says what to install."""
    finished = run_install(tmp_path)
    assert finished.returncode == 1
    assert "error: No Chromium could be installed" in finished.stderr
    assert "hint: Install Chromium or Google Chrome" in finished.stderr
