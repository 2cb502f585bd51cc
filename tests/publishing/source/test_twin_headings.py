"""Sections whose headings have the same words are told apart by what they say."""

import sys
from pathlib import Path

import pytest

from publishing.source.page import SourcePage, parse_source
from publishing.source.twin_headings import has_twins, swapped

WINDOWS = "## Windows\n\n### Steps\n\nPress the large button, then wait.\n\n"
MAC = "## Mac\n\n### Steps\n\nDrag the picture into the folder.\n\n"
LINUX = WINDOWS.replace("Windows", "Linux")
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
        (WINDOWS + MAC + LINUX, {}),
        (WINDOWS.replace("large", "small") + MAC + LINUX, {}),
        (WINDOWS.replace("Press the large button, then wait.", "Nothing is as it was.") + MAC + LINUX, {}),
        (LINUX + WINDOWS + MAC, {9: "steps", 15: "steps_1"}),
        (MAC + WINDOWS.replace("Windows", "Computer") + LINUX, {3: "steps_1", 9: "steps"}),
        ("Text\n", {}),
    ],
)
def test_headings_that_changed_places_are_found(now: str, moved: dict[int, str]) -> None:
    """Also with words changed and new ones between; one that has its id written out, or is new, took no link."""
    before = of(WINDOWS + MAC)

    assert has_twins(before)
    assert {heading.line: anchor for heading, anchor in swapped(before, of(now))} == moved


def test_sections_that_say_the_same_have_not_moved() -> None:
    """Whichever of them a link leads to, it says what it said."""
    page = of("## Note\n\nAsk us.\n\n## Note\n\nAsk us.\n")

    assert list(swapped(page, page)) == []


def test_sections_below_one_heading_are_told_apart_by_their_words_alone() -> None:
    """Each is one of before at most: of two that resemble an old one, the likest is it, and the other is new."""
    first, second = "## Note\n\nAsk us by mail or by phone.\n\n", "## Note\n\nNothing else is known.\n\n"
    new = "## Note\n\nAsk us by mail or by letter.\n\n"

    assert list(swapped(of(first + second), of(first + second + new))) == []
    moved = [(heading.line, anchor) for heading, anchor in swapped(of(first + second), of(new + first + second))]
    assert moved == [(5, "note"), (9, "note_1")]


def test_the_first_heading_of_an_anchor_is_the_one_that_links_lead_to() -> None:
    """Another with the same id below it does not hide that only a number tells two from each other."""
    assert has_twins(of("## Steps {#steps}\n\n## Other {#steps}\n\n## Steps\n"))


@pytest.mark.parametrize("below_versions", [True, False])
def test_a_long_changelog_is_not_compared_each_with_each(below_versions: bool) -> None:
    """Twice the sections of the same heading need twice the calls, not four times as many."""
    calls = {}
    for count in (200, 400):
        versions = [f"## Version {number}\n\n" * below_versions for number in range(count)]
        texts = [f"{version}### Added\n\nThing {number}.\n\n" for number, version in enumerate(versions)]
        before, now = of("".join(texts[1:])), of("".join(texts))
        assert has_twins(before)
        assert has_twins(now)
        events: list[str] = []
        sys.setprofile(lambda _frame, event, _, events=events: events.append(event))  # type: ignore[misc]
        try:
            moved = list(swapped(before, now))
        finally:
            sys.setprofile(None)
        assert len(moved) == count - 1
        calls[count] = len(events)

    assert calls[400] < 2.5 * calls[200]
