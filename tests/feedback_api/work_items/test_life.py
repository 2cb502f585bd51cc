"""The life of a work item."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feedback_api.evidence.policy import Policy
from feedback_api.work_items.life import (
    AT_WORK,
    CLEARED,
    LET_GO,
    UNPUBLISHED,
    Evidence,
    Reading,
    StepNotAllowedError,
    WorkItem,
    asks_on,
    is_undecided,
    next_step,
    opens,
    step_of_person,
)
from feedback_api.work_items.names import State
from tests.feedback_api.publication import FIRST, NOW, SECOND

POLICY = Policy()
POOR = Evidence(3, 11, 0.1, 0.5, 0.3, 0.99, 14.0, 9.8, None)
GOOD = Evidence(28, 2, 0.8, 0.97, 0.9, 0.001, 30.0, 3.0, None)
ITEM = WorkItem(1, "poor-rating", "reset", "en", State.OPEN, FIRST, None, POOR, NOW, NOW)
FAILS = Reading(FIRST, POOR, 0.99)
HELPS = Reading(FIRST, GOOD, 0.001)
UNCLEAR = Reading(FIRST, replace(GOOD, helpful=6, unhelpful=4), 0.4)


def test_an_article_that_is_probably_poor_gets_an_item() -> None:
    """Strong evidence opens an item on the revision that it is about."""
    step = opens(FAILS, POLICY, dismissed_revision=None)
    assert step is not None
    assert (step.state, step.revision, step.evidence) == (State.OPEN, FIRST, POOR)


def test_a_few_ratings_open_nothing_however_clear() -> None:
    """Below the least number of ratings nothing opens."""
    few = Reading(FIRST, replace(POOR, helpful=0, unhelpful=POLICY.min_ratings_to_open - 1), 0.99)
    assert opens(few, POLICY, dismissed_revision=None) is None


def test_weak_evidence_opens_nothing() -> None:
    """A probability below the promised one opens nothing."""
    weak = Reading(FIRST, replace(POOR, probability_below_target=0.89), 0.99)
    assert opens(weak, POLICY, dismissed_revision=None) is None


def test_what_a_person_dismissed_stays_away_until_it_is_edited() -> None:
    """The dismissed revision opens no new item; the next one may."""
    assert opens(FAILS, POLICY, dismissed_revision=FIRST) is None
    assert opens(FAILS, POLICY, dismissed_revision=SECOND) is not None


@pytest.mark.parametrize("state", [State.OPEN, State.IN_REVIEW, State.REOPENED, State.SHIPPED])
def test_a_new_revision_ships_the_repair(state: State) -> None:
    """Whoever edits the article, and however it was reached, the new revision is what is judged from now on."""
    step = next_step(replace(ITEM, state=state), Reading(SECOND, GOOD, 0.001), POLICY)
    assert step is not None
    assert (step.state, step.revision) == (State.SHIPPED, SECOND)


@pytest.mark.parametrize(
    ("reading", "state"), [(HELPS, State.VERIFIED), (FAILS, State.REOPENED), (UNCLEAR, None)], ids=["yes", "no", "?"]
)
def test_readers_of_the_repair_decide(reading: Reading, state: State | None) -> None:
    """A shipped repair is verified, or reopened, or waits."""
    step = next_step(replace(ITEM, state=State.SHIPPED), reading, POLICY)
    assert (step and step.state) == state


def test_a_few_friends_do_not_prove_a_repair() -> None:
    """Fewer ratings than the least number decide nothing."""
    few = Reading(FIRST, replace(GOOD, helpful=POLICY.min_ratings_to_close - 1, unhelpful=0), 0.0001)
    assert next_step(replace(ITEM, state=State.SHIPPED), few, POLICY) is None


def test_an_item_that_nobody_took_goes_when_later_ratings_clear_the_article() -> None:
    """A false alarm does not wait in the queue for ever."""
    step = next_step(ITEM, HELPS, POLICY)
    assert step is not None
    assert (step.state, step.reason) == (State.DISMISSED, CLEARED)


def test_an_item_in_review_is_not_taken_away() -> None:
    """Ratings do not close what a person works on."""
    assert next_step(replace(ITEM, state=State.IN_REVIEW), HELPS, POLICY) is None


def test_an_item_goes_with_its_article() -> None:
    """What is no longer published needs no repair."""
    step = next_step(ITEM, None, POLICY)
    assert step is not None
    assert (step.state, step.reason) == (State.DISMISSED, UNPUBLISHED)


@pytest.mark.parametrize("state", sorted(set(State) - AT_WORK))
def test_a_closed_item_stays_closed(state: State) -> None:
    """Nothing moves an item that is verified or dismissed; a new cause gets a new item."""
    assert next_step(replace(ITEM, state=state), Reading(SECOND, POOR, 0.99), POLICY) is None


@pytest.mark.parametrize(
    ("state", "wish", "reason"),
    [
        (State.SHIPPED, State.IN_REVIEW, None),
        (State.VERIFIED, State.DISMISSED, "why not"),
        (State.OPEN, State.VERIFIED, None),
        (State.OPEN, State.DISMISSED, None),
        (State.OPEN, State.OPEN, None),
        (State.SHIPPED, State.OPEN, None),
    ],
    ids=[
        "take what is shipped",
        "dismiss what is closed",
        "verify by hand",
        "dismiss without a reason",
        "let go of what nobody took",
        "let go of what is shipped",
    ],
)
def test_people_cannot_take_every_step(state: State, wish: State, reason: str | None) -> None:
    """People take and dismiss with a reason; proof comes from readers alone."""
    with pytest.raises(StepNotAllowedError):
        step_of_person(replace(ITEM, state=state), wish, reason)


def test_people_take_and_dismiss() -> None:
    """An open item can be taken, and dismissed with a reason."""
    assert step_of_person(ITEM, State.IN_REVIEW, None).state is State.IN_REVIEW
    assert step_of_person(ITEM, State.DISMISSED, "The product is to change").reason == "The product is to change"


@pytest.mark.parametrize("waited_as", [State.OPEN, State.REOPENED])
def test_who_took_an_item_can_let_go_of_it(waited_as: State) -> None:
    """It waits again as it did before: a repair that failed is not forgotten."""
    taken = replace(ITEM, state=State.IN_REVIEW)
    step = step_of_person(taken, State.OPEN, None, waited_as=waited_as)
    assert (step.state, step.reason) == (waited_as, LET_GO)


def test_a_repair_asks_for_another_signal_from_a_day_on() -> None:
    """Until then its readers have time; then it is undecided, and stays so until they decide."""
    repair = replace(ITEM, state=State.SHIPPED)
    patience = timedelta(days=POLICY.patience_days)
    assert asks_on(repair, POLICY) == (NOW + patience).date()
    assert not is_undecided(repair, POLICY, now=NOW + patience - timedelta(seconds=1))
    assert is_undecided(repair, POLICY, now=NOW + patience)
    assert asks_on(ITEM, POLICY) is None
