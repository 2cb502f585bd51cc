"""Which work items a pull request names, and which it takes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feedback_api.trackers.pulls import named_items, taken_by
from feedback_api.trackers.tracker import PullRequest
from feedback_api.work_items import State
from tests.feedback_api.publication import NOW
from tests.feedback_api.trackers.test_material import ITEM

ISSUES = {"45": 3}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Fixes HC-12", {12}),
        ("fixed hc-12.", {12}),
        ("Closes: HC-12, HC-13 and HC-14", {12, 13, 14}),
        ("resolves #45", {3}),
        ("fixes #46", set()),
        ("See HC-12", set()),
        ("prefixes HC-12", set()),
        ("Fixes HC-12x and HC-", {12}),
        ("Fixes AHC-12", set()),
        ("Fixes HC-1\nfix HC-2", {1, 2}),
        ("fixes " * 2000, set()),
    ],
)
def test_items_are_named_as_people_name_them(text: str, numbers: set[int]) -> None:
    """The words that trackers know, an item's key or its issue's number."""
    assert named_items(text, ISSUES) == numbers


@pytest.mark.parametrize("state", State)
def test_only_what_waits_is_taken(state: State) -> None:
    """Open and reopened items are taken, others stay where they are."""
    request = PullRequest("#7", "https://example.com/7", "Fixes HC-1", NOW)
    taken = taken_by([replace(ITEM, state=state)], [request], {})
    assert bool(taken) == (state in {State.OPEN, State.REOPENED})


def test_an_older_request_takes_nothing() -> None:
    """A pull request from before the item's last step was about something else."""
    request = PullRequest("#7", "https://example.com/7", "Fixes HC-1", NOW - timedelta(seconds=1))
    assert taken_by([ITEM], [request], {}) == []
