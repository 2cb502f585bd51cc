"""A browser in front of the shipped help centre after a few busy days, for pictures and films."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from publishing.videos.recordings import STORYBOARD_SUFFIX
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.shipped import PROJECT, ShippedHelpCentre
from tests.browser.staff_day import fill_the_queue

SAME_EVERYWHERE = ("--force-color-profile=srgb", "--font-render-hinting=none")

# Questions are taken, and wait for a mail server: nothing that is filmed leaves this machine.
TAKES_QUESTIONS = {
    "HELP_CENTRE_MAIL_SERVER": "smtp://127.0.0.1:9",
    "HELP_CENTRE_MAIL_FROM": "Help <help@example.com>",
    "HELP_CENTRE_CONTACT_TO": "team@example.com",
}


@contextmanager
def studio() -> Iterator[tuple[Browser, ShippedHelpCentre]]:
    """Give a browser, and a copy of the content that is served with a database of its own."""
    if shutil.which("ffmpeg") is None:
        sys.exit("error: ffmpeg is not installed.\nhint: On Debian and Ubuntu: apt-get install ffmpeg.")
    chromium = find_chromium()
    if chromium is None:
        sys.exit("error: no Chromium is installed.\nhint: python -m tests.browser.install finds or installs one.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, *SAME_EVERYWHERE])
        centre = ShippedHelpCentre(Path(folder), settings=TAKES_QUESTIONS)
        centre.copy()
        leave_out_unrecorded(centre.folder / "content")
        centre.run("build")
        centre.start()
        try:
            fill_the_queue(centre)
            yield browser, centre
        finally:
            centre.stop()
            browser.close()


def leave_out_unrecorded(content: Path) -> None:
    """Take the pages of storyboards that were never recorded out of *content*: without a video they cannot be built."""
    for storyboard in content.rglob(f"*{STORYBOARD_SUFFIX}"):
        name = storyboard.name.removesuffix(STORYBOARD_SUFFIX)
        if not storyboard.with_name(f"{name}.webm").is_file():
            for page in (f"{name}.md", f"{name}.de.md"):
                storyboard.with_name(page).unlink(missing_ok=True)


def report(target: Path, max_bytes: int) -> None:
    """Say how large *target* became, and stop when that is too much."""
    size = target.stat().st_size
    sys.stderr.write(f"{target.relative_to(PROJECT)}: {size // 1000} kB\n")
    if size > max_bytes:
        sys.exit(f"error: {target.relative_to(PROJECT)} is larger than {max_bytes // 1000} kB.\nhint: Show less in it.")
