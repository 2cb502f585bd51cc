"""Sections whose headings have the same words are told apart by what they say."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from publishing.source.headings import section_anchors
from publishing.source.page import SourcePage, parse_source
from publishing.source.twin_headings import Shift, anchors_with, has_twins, shift_of

WINDOWS = "## Windows\n\n### Steps\n\nPress the large button, then wait.\n\n"
MAC = "## Mac\n\n### Steps\n\nDrag the picture into the folder.\n\n"
LINUX = WINDOWS.replace("Windows", "Linux")
PHONE = "## Phone\n\n### Steps\n\nTap it, and confirm with your finger.\n\n"


def of(body: str) -> SourcePage:
    """Read a page with this *body*."""
    return parse_source(body, path="a.md", folder=Path())


def shift(before: SourcePage, now: SourcePage) -> Shift:
    """Tell what became of the links to all sections of *before*."""
    return shift_of(before, now, section_anchors(before.headings))


def moved_own(found: Shift) -> dict[int, str]:
    """Return the links that lead astray by the lines of their own headings."""
    return {each.own.line: each.anchor for each in found.astray if each.own}


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
    assert moved_own(shift(before, of(now))) == moved


def test_sections_that_say_the_same_have_not_moved() -> None:
    """Whichever of them a link leads to, it says what it said."""
    page = of("## Note\n\nAsk us.\n\n## Note\n\nAsk us.\n")

    assert shift(page, page).astray == ()


def test_sections_below_one_heading_are_told_apart_by_their_words_alone() -> None:
    """Each is one of before at most: of two that resemble an old one, the likest is it, and the other is new."""
    first, second = "## Note\n\nAsk us by mail or by phone.\n\n", "## Note\n\nNothing else is known.\n\n"
    new = "## Note\n\nAsk us by mail or by letter.\n\n"

    assert shift(of(first + second), of(first + second + new)).astray == ()
    assert moved_own(shift(of(first + second), of(new + first + second))) == {5: "note", 9: "note_1"}


@pytest.mark.parametrize(
    ("now", "astray"),
    [
        (MAC, [("steps", 3, None)]),
        (WINDOWS, []),
        (WINDOWS + PHONE, [("steps_1", 9, None)]),
        (MAC + PHONE, [("steps", 3, None), ("steps_1", 9, 3)]),
        (MAC.replace("Steps", "Steps {#steps_1}"), []),
        (MAC.replace("Steps", "How to do it"), []),
        (MAC.replace("Steps", "Other {#steps}"), []),
        (WINDOWS + "## Tablet\n\n### Steps\n\nNothing of the kind.\n", []),
    ],
)
def test_the_link_of_a_section_that_is_gone_leads_astray(now: str, astray: list[tuple[str, int, int | None]]) -> None:
    """Where another one of before has its link, which it had not; what is new may be the old one, written anew."""
    found = shift(of(WINDOWS + MAC + PHONE), of(now))

    assert [(each.anchor, each.heading.line, each.own and each.own.line) for each in found.astray] == astray


def test_only_links_that_were_published_lead_astray() -> None:
    """Nobody has the others."""
    assert shift_of(of(WINDOWS + MAC), of(MAC + WINDOWS), ["steps"]).astray[0].anchor == "steps"
    assert shift_of(of(WINDOWS + MAC), of(MAC + WINDOWS), []).astray == ()


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (PHONE + WINDOWS + MAC, {"phone": "tap"}),
        (MAC.replace("Steps", "Steps {#steps}") + WINDOWS, {"mac": "steps_1"}),
        (WINDOWS + MAC + '<a id="steps"></a>\n', {"windows": "apart"}),
    ],
)
def test_anchors_are_told_as_markdown_numbers_them_with_other_ids(body: str, written: dict[str, str]) -> None:
    """An id takes the place of the one that stood there, which another heading may get then."""
    page = of(body)
    below = {above.anchor: heading for above, heading in pairwise(page.headings)}
    ids = {below[name]: anchor for name, anchor in written.items()}
    lines = body.split("\n")
    for heading, anchor in ids.items():
        lines[heading.line - 1] = f"### Steps {{#{anchor}}}"

    assert [heading.anchor for heading in of("\n".join(lines)).headings] == [*anchors_with(page, ids).values()]


def test_the_first_heading_of_an_anchor_is_the_one_that_links_lead_to() -> None:
    """Another with the same id below it does not hide that only a number tells two from each other."""
    assert has_twins(of("## Steps {#steps}\n\n## Other {#steps}\n\n## Steps\n"))


@pytest.mark.parametrize(("below_versions", "more"), [(True, ""), (False, ""), (False, " More.")])
def test_a_long_changelog_is_not_compared_each_with_each(below_versions: bool, more: str) -> None:
    """Twice the sections of the same heading need twice the calls, not four times as many, with *more* in each too."""
    calls = {}
    for count in (200, 400):
        versions = [f"## Version {number}\n\n" * below_versions for number in range(count)]
        texts = [f"{version}### Added\n\nThing {number}, as said.\n\n" for number, version in enumerate(versions)]
        before, now = of("".join(texts[1:])), of("".join(texts).replace("said.", f"said.{more}"))
        assert has_twins(before)
        assert has_twins(now)
        events: list[str] = []
        sys.setprofile(lambda _frame, event, _, events=events: events.append(event))  # type: ignore[misc]
        try:
            found = shift_of(before, now, section_anchors(before.headings))
        finally:
            sys.setprofile(None)
        assert len(found.astray) == count - 1
        calls[count] = len(events)

    assert calls[400] < 2.5 * calls[200]
