"""
Makes the screenshots and the video of the guides again, from the running product.

``python -m tests.browser.screenshots`` makes all, with names behind it only these, such as ``rating-form`` or
``find-and-rate``. It needs Chromium and ffmpeg.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.film import ffmpeg, write_film
from tests.browser.recording import HEIGHT, WIDTH, Performer, read_storyboard
from tests.browser.scenes import SCENES, Scene
from tests.browser.shipped import PROJECT, ShippedHelpCentre
from tests.browser.staff_day import fill_the_queue
from tests.help_centre import HelpCentre

IMAGES = PROJECT / "content" / "images"
VIDEOS = PROJECT / "content" / "videos"
STORYBOARDS = Path(__file__).parent / "storyboards"
MAX_IMAGE_BYTES = 150_000
MAX_VIDEO_BYTES = 2_000_000
PIXELS_A_POINT = 1.5
# A page needs few colours, and takes a third of the bytes with them.
FEW_COLOURS = "split[a][b];[a]palettegen=max_colors=96:reserve_transparent=0[p];[b][p]paletteuse=dither=none"
POSTER_DELAY_SECONDS = 1.5
SAME_EVERYWHERE = ("--force-color-profile=srgb", "--font-render-hinting=none")


def main(names: list[str]) -> None:
    """Make what *names* name, or everything."""
    if shutil.which("ffmpeg") is None:
        sys.exit("error: ffmpeg is not installed.\nhint: On Debian and Ubuntu: apt-get install ffmpeg.")
    chromium = find_chromium()
    if chromium is None:
        sys.exit("error: no Chromium is installed.\nhint: python -m tests.browser.install finds or installs one.")
    with served_content() as centre, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, *SAME_EVERYWHERE])
        for scene in SCENES:
            if not names or scene.name in names:
                photograph(browser, centre.url, scene)
        for storyboard in sorted(STORYBOARDS.glob("*.yml")):
            if not names or storyboard.stem in names:
                record(browser, centre.url, storyboard)
        browser.close()


@contextmanager
def served_content() -> Iterator[HelpCentre]:
    """Serve a copy of the content, with a database of its own that holds a few days of readers."""
    with tempfile.TemporaryDirectory() as folder:
        centre = ShippedHelpCentre(Path(folder))
        centre.publish()
        centre.start()
        try:
            fill_the_queue(centre)
            yield centre
        finally:
            centre.stop()


def photograph(browser: Browser, url: str, scene: Scene) -> None:
    """Take the picture of *scene* and write it as a small PNG."""
    context = browser.new_context(
        viewport={"width": scene.width, "height": scene.height},
        device_scale_factor=PIXELS_A_POINT,
        color_scheme="dark" if scene.dark else "light",
        reduced_motion="reduce",
        has_touch=scene.phone,
    )
    page = context.new_page()
    page.goto(url + scene.path, wait_until="networkidle")
    scene.play(page)
    _settle(page)
    target = IMAGES / f"{scene.name}.png"
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.png"
        page.screenshot(path=raw, caret="hide", animations="disabled")
        ffmpeg("-i", str(raw), "-vf", FEW_COLOURS, str(target))
    context.close()
    _report(target, MAX_IMAGE_BYTES)


def record(browser: Browser, url: str, storyboard_file: Path) -> None:
    """Play a storyboard and write its video, poster, captions and chapters."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    storyboard = read_storyboard(storyboard_file)
    film = Performer(context.new_page()).play(url, storyboard)
    context.close()
    target = VIDEOS / storyboard_file.stem
    poster_at = film.chapters[storyboard["poster"] - 1].start + POSTER_DELAY_SECONDS
    write_film(film, target, poster_at)
    _report(target.with_suffix(".webm"), MAX_VIDEO_BYTES)


def _settle(page: Page) -> None:
    """Wait until nothing moves any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)


def _report(target: Path, max_bytes: int) -> None:
    size = target.stat().st_size
    sys.stderr.write(f"{target.relative_to(PROJECT)}: {size // 1000} kB\n")
    if size > max_bytes:
        sys.exit(f"error: {target.relative_to(PROJECT)} is larger than {max_bytes // 1000} kB.\nhint: Show less in it.")


if __name__ == "__main__":
    main(sys.argv[1:])
