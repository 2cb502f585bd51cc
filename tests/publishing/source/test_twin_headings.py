"""Sections whose headings have the same words are told apart by what they say."""

from pathlib import Path

import pytest

from publishing.source.page import SourcePage, parse_source
from publishing.source.twin_headings import has_twins, swapped

WINDOWS = "## Windows\n\n### Steps\n\nPress the large button, then wait.\n\n"
MAC = "## Mac\n\n### Steps\n\nDrag the picture into the folder.\n\n"
PHONE = "## Phone\n\n### Steps\n\nTap it, and confirm with your finger.\n\n"


def of(body: str) -> SourcePage:
    """Read a page with this *body*."""
    return parse_source(body, path="a.md", folder=Path())


@pytest.mark.parametrize(
    ("now", "moved"),
    [
        (MAC + WINDOWS, {3: "steps_1", 9: "steps"}),
        (PHONE + WINDOWS + MAC, {9: "steps", 15: "steps_1"}),
        (WINDOWS + PHONE + MAC, {15: "steps_1"}),
        (MAC.replace("Steps", "Steps {#steps_1}") + WINDOWS.replace("Steps", "Steps {#steps}"), {}),
        (MAC.replace("Steps", "Steps {#steps_1}") + WINDOWS, {}),
        (WINDOWS + MAC + PHONE, {}),
        (WINDOWS.replace("wait", "go on") + MAC.replace("into", "out of"), {}),
        (WINDOWS.replace("Press the large button, then wait.", "Nothing is as it was.") + MAC, {}),
        (MAC.replace("into", "out of") + WINDOWS, {3: "steps_1", 9: "steps"}),
        ("Text\n", {}),
    ],
)
def test_headings_that_changed_places_are_found(now: str, moved: dict[int, str]) -> None:
    """Also with a word changed, and where a new one came between; what has its id written out keeps its link."""
    before = of(WINDOWS + MAC)

    assert has_twins(before)
    assert {heading.line: anchor for heading, anchor in swapped(before, of(now))} == moved


def test_sections_that_say_the_same_have_not_moved() -> None:
    """Whichever of them a link leads to, it says what it said."""
    page = of("## Note\n\nAsk us.\n\n## Note\n\nAsk us.\n")

    assert list(swapped(page, page)) == []
