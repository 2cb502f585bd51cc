"""When a tracker is told again, as a pure decision."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from feedback_api.trackers.material import Sent, is_due, issue_state, to_send
from feedback_api.work_items.life import Evidence, State, WorkItem
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
SENT = to_send(ITEM)
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
    assert not due(replace(ITEM, evidence=replace(EVIDENCE, unhelped_a_week=1.0)), to_send(small))


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
    item = replace(ITEM, state=state)
    assert issue_state(item, SENT) == asked
    assert issue_state(item, to_send(item)) is None
