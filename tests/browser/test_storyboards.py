"""The videos can be recorded again: what their storyboards do can still be done."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page

from publishing.videos.recordings import SCREENS_SUFFIX, STORYBOARD_SUFFIX
from tests.browser.acts import ACTS
from tests.browser.recording import Performer, read_storyboard
from tests.browser.screens import Screens
from tests.browser.shipped import PROJECT, ShippedHelpCentre
from tests.browser.staff_day import fill_the_queue
from tests.browser.stage import set_stage
from tests.browser.studio import TAKES_QUESTIONS, leave_out_unrecorded

SCREEN = """<main><h1>Work items</h1><h2>3 items</h2><button>Take it</button>
<table><tr><th scope="col">What fails</th></tr></table><ol><li><h2>Print a guide</h2></li></ol></main>"""
STORYBOARDS = sorted((PROJECT / "content" / "videos").glob(f"*{STORYBOARD_SUFFIX}"))


@pytest.fixture(scope="module")
def busy_centre(shipped: ShippedHelpCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShippedHelpCentre]:
    """Give the shipped help centre after a few busy days; what one storyboard changes stays for the next."""
    centre = ShippedHelpCentre(tmp_path_factory.mktemp("busy"), settings=TAKES_QUESTIONS)
    centre.publish_as(shipped)
    centre.start()
    fill_the_queue(centre)
    yield centre
    centre.stop()


@pytest.mark.parametrize("storyboard", STORYBOARDS, ids=lambda path: path.name)
def test_a_storyboard_plays(page: Page, busy_centre: ShippedHelpCentre, storyboard: Path) -> None:
    """Everything that is pointed at is there, and is called what the recording shows; else it is behind the product."""
    acts = {name: partial(act, busy_centre) for name, act in ACTS.items()}
    read = read_storyboard(storyboard)
    set_stage(page.context, busy_centre, read)
    screens = Performer(page, busy_centre.url, acts, pace=0.05).rehearse(read)
    name = storyboard.name.removesuffix(STORYBOARD_SUFFIX)
    recorded = storyboard.with_name(f"{name}{SCREENS_SUFFIX}").read_text(encoding="utf-8").splitlines()
    assert screens == recorded, f"The screens have changed: record it again with 'make videos', or only {name}."


@pytest.mark.parametrize(
    ("before", "after", "noticed"),
    [
        ("Take it", "Start", True),
        ("What fails", "Article", True),
        ("</main>", "<button>Assign</button></main>", True),
        ("3 items", "4 items", False),
        ("Print a guide", "Save a guide", False),
        ("</main>", "<button hidden>Assign</button></main>", False),
    ],
)
def test_what_the_product_says_is_told_from_what_it_is_about(
    page: Page, before: str, after: str, *, noticed: bool
) -> None:
    """Another word on a button or above a column makes a recording stale; another number or result does not."""
    said = []
    for content in (SCREEN, SCREEN.replace(before, after)):
        page.set_content(content)
        screens = Screens()
        screens.look("point", page.locator("ol"))
        said.append(screens.lines)
    assert (said[0] != said[1]) is noticed


def test_there_are_five_videos() -> None:
    """Find an answer, rate it and ask a person, write a guide, work the queue, link an article in a reply."""
    assert len(STORYBOARDS) >= 5


def test_a_page_that_waits_for_its_first_recording_is_left_out(tmp_path: Path) -> None:
    """Without a video it could not be built, and without the site no video could be recorded."""
    for name in ("new.storyboard.yml", "new.md", "newer.md", "old.storyboard.yml", "old.webm", "old.md"):
        (tmp_path / name).touch()

    leave_out_unrecorded(tmp_path)

    assert sorted(page.name for page in tmp_path.glob("*.md")) == ["newer.md", "old.md"]
