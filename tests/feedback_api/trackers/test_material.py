"""When a tracker is told again, as a pure decision."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from feedback_api.evidence.policy import Policy
from feedback_api.trackers.material import Sent, is_due, issue_state, to_send
from feedback_api.work_items.life import Evidence, WorkItem
from feedback_api.work_items.names import State
from tests.feedback_api.publication import FIRST, NOW, SECOND

EVIDENCE = Evidence(
    helpful=4,
    unhelpful=12,
    share_low=0.2,
    share_high=0.5,
    share_mean=0.3,
    probability_below_target=0.97,
    ratings_a_week=6.0,
    unhelped_a_week=4.2,
    more_ratings_needed=None,
)
ITEM = WorkItem(1, "poor-rating", "reset", "en", State.OPEN, FIRST, None, EVIDENCE, NOW, NOW)
SENT = to_send(ITEM, {}, now=NOW)
DAY = timedelta(days=1)


def due(item: WorkItem, sent: Sent | None = SENT, *, later: timedelta = DAY, deleted: bool = False) -> bool:
    """Decide a day after the tracker was told, unless told otherwise."""
    return is_due(item, sent, sent_at=NOW if sent else None, deleted=deleted, now=NOW + later)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"unhelped_a_week": 6.2}, False),
        ({"unhelped_a_week": 6.4}, True),
        ({"unhelped_a_week": 2.8}, True),
        ({"share_mean": 0.45}, False),
        ({"share_mean": 0.55}, True),
        ({"unhelpful": 23}, False),
        ({"unhelpful": 24}, True),
    ],
)
def test_what_is_material(changes: dict[str, Any], expected: bool) -> None:
    """Half as many more unhelped, a share outside of what was told, or twice the voices: that is news."""
    assert due(replace(ITEM, evidence=replace(EVIDENCE, **changes))) == expected


def test_small_numbers_are_not_news() -> None:
    """From a half to one person a week is twice as many, and no news."""
    small = replace(ITEM, evidence=replace(EVIDENCE, unhelped_a_week=0.5))
    assert not due(replace(ITEM, evidence=replace(EVIDENCE, unhelped_a_week=1.0)), to_send(small, {}, now=NOW))


@pytest.mark.parametrize(
    ("told", "joined", "expected"),
    [
        ({}, {"flagged reset en": 1}, True),
        ({"flagged reset en": 1}, {"flagged reset en": 1}, False),
        ({"flagged reset en": 1}, {"flagged reset en": 5}, False),
        ({"flagged reset en": 1}, {"flagged reset en": 6}, True),
        ({"flagged reset en": 1}, {}, False),
        ({"flagged reset en": 1}, {"flagged reset en": 1, "missing-answer search:1 en": 7}, True),
    ],
)
def test_what_joins_an_item_is_material(told: dict[str, int], joined: dict[str, int], expected: bool) -> None:
    """Another cause is news, and so are many more of one; a cause that left is none."""
    sent = replace(SENT, joined=told)
    assert is_due(ITEM, sent, sent_at=NOW, deleted=False, now=NOW + DAY, joined=joined) == expected


def test_evidence_alone_waits_a_day() -> None:
    """However much changes, evidence is told at most once a day; a step is told at once."""
    much = replace(ITEM, evidence=replace(EVIDENCE, unhelped_a_week=400.0))
    assert not due(much, later=DAY - timedelta(seconds=1))
    assert due(replace(ITEM, state=State.SHIPPED, revision=SECOND), later=timedelta(0))


@pytest.mark.parametrize("state", State)
def test_only_items_at_work_are_told_first(state: State) -> None:
    """An item that closed before the tracker knew of it stays unknown there."""
    assert due(replace(ITEM, state=state), None) == (state not in {State.VERIFIED, State.DISMISSED})


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        (State.IN_REVIEW, None),
        (State.SHIPPED, None),
        (State.REOPENED, "open"),
        (State.VERIFIED, "closed"),
        (State.DISMISSED, "closed"),
    ],
)
def test_people_keep_their_say_over_the_issue(state: State, asked: str | None) -> None:
    """Only verdicts open and close an issue, each once."""
    telling = to_send(replace(ITEM, state=state), {}, now=NOW)
    assert issue_state(telling, SENT) == asked
    assert issue_state(telling, telling) is None


REPAIR = replace(
    ITEM, state=State.SHIPPED, evidence=replace(EVIDENCE, helpful=0, unhelpful=0, share_low=0.1, share_high=0.9)
)
PATIENCE = timedelta(days=Policy().patience_days)


@pytest.mark.parametrize(("yes", "no", "expected"), [(4, 0, False), (3, 2, True), (2, 2, False)])
def test_a_repair_that_fewer_ratings_are_missing_for_is_news(yes: int, no: int, expected: bool) -> None:
    """Half a dozen readers of a repair change how many more would decide, though the share is as it was told."""
    rated = replace(REPAIR.evidence, helpful=yes, unhelpful=no, share_mean=0.6)
    assert due(replace(REPAIR, evidence=rated), to_send(REPAIR, {}, now=NOW)) == expected


def test_a_repair_that_nobody_decides_is_told_once_and_opens_its_issue() -> None:
    """On the day on which another signal is asked for, the issue says so and is open, also when merging closed it."""
    told = to_send(REPAIR, {}, now=NOW)
    asking = to_send(REPAIR, {}, now=NOW + PATIENCE)
    assert not due(REPAIR, told, later=PATIENCE - timedelta(seconds=1))
    assert due(REPAIR, told, later=PATIENCE)
    assert not due(REPAIR, asking, later=2 * PATIENCE)
    assert issue_state(asking, told) == "open"
    assert issue_state(asking, asking) is None


def test_what_was_told_before_this_was_known_is_read() -> None:
    """A message that an older version kept lacks what is new."""
    old = {name: value for name, value in asdict(SENT).items() if name not in {"ratings", "undecided"}}
    assert Sent(**old).undecided is False
