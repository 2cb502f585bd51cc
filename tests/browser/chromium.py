"""
The Chromium that the browser tests drive: an installed one, else Playwright's own.

A headless shell, the same browser without windows, comes first: it takes a third of the processor's time.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC_APPLICATIONS = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")
# No sandbox, because tests run as root in containers; nothing that talks to the world by itself.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ANSWER_SECONDS = 120
TELL_PLACE = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


def find_chromium() -> Path | None:
    """Find a Chromium that starts, or None."""
    return first_working(_candidates())


def first_working(candidates: Iterable[Path]) -> Path | None:
    """Return the first program that tells its version; some systems install a stub that only says what to install."""
    return next((path for path in candidates if _tells_version(path)), None)


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from (Path("/Applications") / application for application in MAC_APPLICATIONS)
    yield from _of_playwright()


def _of_playwright() -> Iterator[Path]:
    """Ask in processes of their own: Playwright must not be started twice in one."""
    for line in _told("-m", "playwright", "install", "--dry-run", "--only-shell", "chromium"):
        name, _, folder = line.partition(": ")
        if name.strip() == "Install location":
            yield from Path(folder.strip()).glob("*/*headless*shell")
    yield from map(Path, _told("-c", TELL_PLACE))


def _told(*arguments: str) -> list[str]:
    asked = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=ANSWER_SECONDS
    )
    return asked.stdout.splitlines()


def _tells_version(path: Path) -> bool:
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, timeout=ANSWER_SECONDS)
    except OSError:
        return False
    return told.returncode == 0 and any(character.isdigit() for character in told.stdout)
