"""
How long a help centre of one's own takes: pip install of the wheel, init, serve, and the first page in a browser.

``python -m tests.benchmarks.install`` builds the wheel, installs it with all it needs into an empty environment from
the package index that pip is set up for, and prints the seconds of each step. It fails above two minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.installed import bare_environment, build_wheel

MAX_SECONDS = 120


def main() -> None:
    """Take the way and print its milestones."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wheel = build_wheel(folder)
        chromium = find_chromium()
        assert chromium is not None, "run: python -m tests.browser.install"
        started = time.perf_counter()
        say = _Clock(started)
        venv.create(folder / "environment", with_pip=True)
        say("an empty environment")
        program = folder / "environment/bin/help-centre"
        _run([program.with_name("pip"), "install", "--quiet", "--no-cache-dir", wheel], folder)
        say("pip install")
        _run([program, "init", "help", "--name", "Acme Help"], folder)
        say("help-centre init")
        _read_first_page(program, folder / "help", chromium, say)
        total = time.perf_counter() - started
        sys.stdout.write(f"{total:6.1f} s  in all, {MAX_SECONDS} s at most\n")
        sys.exit(total > MAX_SECONDS)


class _Clock:
    def __init__(self, started: float) -> None:
        self._last = started

    def __call__(self, milestone: str) -> None:
        now = time.perf_counter()
        sys.stdout.write(f"{now - self._last:6.1f} s  {milestone}\n")
        sys.stdout.flush()
        self._last = now


def _run(command: list[str | Path], folder: Path) -> None:
    subprocess.run(command, cwd=folder, env=bare_environment(), check=True)


def _read_first_page(program: Path, site: Path, chromium: Path, say: Callable[[str], None]) -> None:
    service = subprocess.Popen(
        [program, "serve", "--port", "0"], cwd=site, env=bare_environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        assert service.stdout is not None
        address = service.stdout.readline().split()[-1]
        say("help-centre serve is ready")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.fspath(chromium), args=list(ARGUMENTS))
            page = browser.new_page()
            page.goto(address)
            page.get_by_role("heading", level=1).wait_for()
            browser.close()
        say("a page in the browser")
    finally:
        service.terminate()
        service.wait()


if __name__ == "__main__":
    main()
