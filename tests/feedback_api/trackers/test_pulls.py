"""Which work items a pull request names, and which it takes."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedback_api.trackers.pulls import let_go_by, named_items, taken_because, taken_by
from feedback_api.trackers.tracker import PullRequest
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
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
        ("<!-- Name it: Fixes HC-12 -->\r\nFixes HC-13", {13}),
        ("<!-- Fixes HC-12\n\nFixes HC-13", set()),
        ("Say `Fixes HC-12`, or ``Fixes `x` HC-13``", set()),
        ("Fixes `x` HC-12", set()),
        ("```text\nFixes HC-12\n```\nFixes HC-13", {13}),
        ("~~~\nFixes HC-12", set()),
        ("~~Fixes HC-12~~", set()),
        ("This doesn't fix HC-12", set()),
        ("does **not** yet\tfix HC-12", set()),
        ("does not\nfix HC-12, but it fixes HC-13", {13}),
        ("It doesn\u2019t close HC-12", set()),
        ("not needed any more\n\nFixes HC-12", {12}),
        ("not needed\nFixes HC-12", {12}),
        ("It not only fixes HC-12", {12}),
        ("Fixes HC-12 & HC-13", {12, 13}),
        ("**Fixes** **HC-12**", {12}),
        ("__Fixes:__ [HC-12](https://example.com/12), [#45](https://example.com/45)", {12, 3}),
        ("`" * 60_000, set()),
        ("[HC-1](" * 10_000, set()),
        ("not " * 20_000 + " " * 20_000, set()),
    ],
)
def test_items_are_named_as_people_name_them(text: str, numbers: set[int]) -> None:
    """The words that trackers know, an item's key or its issue's number."""
    assert named_items(text, ISSUES) == numbers


@pytest.mark.parametrize("template", [".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md"])
def test_the_templates_name_no_item(template: str) -> None:
    """A pull request that leaves the template as it is takes nothing, even when the comment's marks are gone."""
    text = (Path(__file__).parents[3] / template).read_text(encoding="utf-8")
    assert named_items(text.replace("<!--", "").replace("-->", ""), ISSUES) == set()


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


def test_a_request_of_the_same_second_takes_the_item() -> None:
    """Trackers tell times in whole seconds, so a request may seem to be older than the item that it names."""
    item = replace(ITEM, changed_at=NOW + timedelta(milliseconds=900))
    assert taken_by([item], [PullRequest("#7", "https://example.com/7", "Fixes HC-1", NOW)], {})


OPEN = PullRequest("#7", "https://example.com/7", "Fixes HC-1", NOW)
TAKEN = replace(ITEM, state=State.IN_REVIEW, reason=taken_because(OPEN))
OTHER = replace(OPEN, reference="#8", url="https://example.com/8")


@pytest.mark.parametrize(
    ("requests", "why"),
    [
        ([OPEN], None),
        ([replace(OPEN, withdrawn=True)], "Pull request #7 was closed without being merged: https://example.com/7"),
        ([replace(OPEN, text="See HC-1")], "Pull request #7 no longer names it: https://example.com/7"),
        ([replace(OPEN, text="See HC-1", merged=True)], None),
        ([replace(OPEN, withdrawn=True), OTHER], None),
        ([replace(OPEN, withdrawn=True), replace(OTHER, merged=True)], None),
        ([replace(OPEN, withdrawn=True), replace(OTHER, withdrawn=True)], "Pull request #7 was closed"),
        ([replace(OTHER, withdrawn=True)], None),
        ([], None),
    ],
)
def test_a_request_that_is_given_up_lets_go_of_what_it_took(requests: list[PullRequest], why: str | None) -> None:
    """The item waits again, unless another request names it; requests that did not take it change nothing."""
    let_go = let_go_by([TAKEN], requests, {})
    assert [reason for _, reason in let_go] == ([] if why is None else [let_go[0][1]])
    assert why is None or let_go[0][1].startswith(why)


@pytest.mark.parametrize("item", [replace(TAKEN, reason=None), replace(TAKEN, state=State.SHIPPED)])
def test_what_a_person_took_or_is_published_stays(item: WorkItem) -> None:
    """Closing a pull request takes no item away from somebody who took it by hand."""
    assert let_go_by([item], [replace(OPEN, withdrawn=True)], {}) == []


def test_a_withdrawn_request_takes_nothing() -> None:
    """It is given up: nobody is at it."""
    assert taken_by([ITEM], [replace(OPEN, withdrawn=True)], {}) == []
