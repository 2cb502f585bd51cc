"""
Installs what the browser tests need and is not there yet: a Chromium, and the measuring tools of ``package.json``.

Run by ``python -m tests.browser.install``. Quick when all is present; exits with 1 and says what to do when it cannot.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from tests.browser.chromium import find_chromium

HERE = Path(__file__).parent
APT_INSTALL = "apt-get install -y -qq --no-install-recommends"
PACKAGE_MANAGERS = {
    "apt-get": ("apt-get update -qq", f"{APT_INSTALL} chromium-headless-shell", f"{APT_INSTALL} chromium"),
    "dnf": ("dnf install -y -q chromium",),
    "apk": ("apk add -q chromium",),
    "brew": ("brew install --quiet --cask chromium",),
}
NEEDS_ROOT = frozenset(("apt-get", "dnf", "apk"))
NO_CHROMIUM = """\
error: No Chromium could be installed, so the browser tests cannot run.
hint: Install Chromium or Google Chrome so that 'chromium' or 'google-chrome' is on the PATH, then run this again.
      To run everything else: pytest -m "not slow"."""
NO_TOOLS = """\
error: axe, esbuild and Lighthouse could not be installed, so the browser tests cannot measure pages.
hint: They come from the npm registry; check the network, then run this again."""


def main() -> int:
    """Install what is missing; the exit status says whether all is there now."""
    chromium = find_chromium() or _by_playwright() or _by_package_manager()
    if chromium is None:
        click.echo(NO_CHROMIUM, err=True)
        return 1
    click.echo(f"Chromium for the browser tests: {chromium}")
    if not (_tools_are_current() or _install_tools()):
        click.echo(NO_TOOLS, err=True)
        return 1
    return 0


def _by_playwright() -> Path | None:
    click.echo("No Chromium is installed. Playwright downloads one (about 110 MB) ...")
    return find_chromium() if _run(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium") else None


def _by_package_manager() -> Path | None:
    manager = next((name for name in PACKAGE_MANAGERS if shutil.which(name)), None)
    if manager is None or (manager in NEEDS_ROOT and os.geteuid() != 0):
        return None
    click.echo(f"Playwright has none for this system. Installing Chromium with {manager} ...")
    for step in PACKAGE_MANAGERS[manager]:
        if _run(*step.split()) and (found := find_chromium()):
            return found
    return None


def _tools_are_current() -> bool:
    installed = HERE / "node_modules" / ".package-lock.json"
    wanted = HERE / "package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= wanted.stat().st_mtime


def _install_tools() -> bool:
    click.echo("Installing axe, esbuild and Lighthouse from the npm registry (half a minute, once) ...")
    npm = Path(sys.executable).parent / "npm"
    return _run(str(npm), "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=HERE)


def _run(*command: str, cwd: Path | None = None) -> bool:
    return subprocess.run(command, cwd=cwd, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
