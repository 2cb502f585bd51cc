"""
Makes the screenshots of the guides again, from the running product.

``python -m tests.browser.screenshots`` makes all, with names behind it only these, such as ``rating-form``. It needs
Chromium and ffmpeg.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.film import ffmpeg
from tests.browser.preview import preview_of
from tests.browser.pull_request import write_pull_request
from tests.browser.scenes import DRAFT, PREVIEWED, SAID, SCENES, Scene
from tests.browser.shipped import PROJECT, ShippedHelpCentre
from tests.browser.staff_day import sign_in_for
from tests.browser.studio import report, studio

IMAGES = PROJECT / "content" / "images"
MAX_IMAGE_BYTES = 150_000
PIXELS_A_POINT = 1.5
# A page needs few colours, and takes a third of the bytes with them.
FEW_COLOURS = "split[a][b];[a]palettegen=max_colors=96:reserve_transparent=0[p];[b][p]paletteuse=dither=none"


def main(names: list[str]) -> None:
    """Make what *names* name, or everything."""
    with studio() as (browser, centre):
        for scene in SCENES:
            if not names or scene.name in names:
                photograph(browser, centre, scene, centre.url)
        said = [scene for scene in SAID if not names or scene.name in names]
        if said:
            with tempfile.TemporaryDirectory() as folder:
                write_pull_request(centre, DRAFT, Path(folder))
                for scene in said:
                    photograph(browser, centre, scene, f"{Path(folder).as_uri()}/")
        wanted = [scene for scene in PREVIEWED if not names or scene.name in names]
        if wanted:
            draft = centre.folder / "content" / f"{DRAFT}.md"
            draft.write_text(f"{draft.read_text(encoding='utf-8')}\n![](print-window.png)\n", encoding="utf-8")
            with preview_of(centre) as url:
                for scene in wanted:
                    photograph(browser, centre, scene, url)


def photograph(browser: Browser, centre: ShippedHelpCentre, scene: Scene, url: str) -> None:
    """Take the picture of *scene* and write it as a small PNG."""
    context = browser.new_context(
        viewport={"width": scene.width, "height": scene.height},
        device_scale_factor=PIXELS_A_POINT,
        color_scheme="dark" if scene.dark else "light",
        reduced_motion="reduce",
        has_touch=scene.phone,
    )
    sign_in_for(scene.path, context, centre)
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
    report(target, MAX_IMAGE_BYTES)


def _settle(page: Page) -> None:
    """Wait until nothing moves any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)


if __name__ == "__main__":
    main(sys.argv[1:])
