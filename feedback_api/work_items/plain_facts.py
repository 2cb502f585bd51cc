"""
The life of items whose cause is a fact, not a share: it stands or it does not, and no reader has to prove it.

A reading says so by ``neutral_below_target``: near 1 while the cause stands, near 0 once it is gone. How sure that must
be is the policy's, as it is for ratings.
"""

from __future__ import annotations

from feedback_api.evidence import proven
from feedback_api.policy import Policy
from feedback_api.work_items.life import AT_WORK, UNPUBLISHED, Reading, Step, WorkItem
from feedback_api.work_items.names import State


def opens_on_fact(reading: Reading, policy: Policy, *, dismissed_revision: str | None) -> Step | None:
    """Decide whether a fact gets an item: it stands, often enough, and nobody said that nothing is to be done."""
    enough = reading.evidence.unhelpful >= policy.min_ratings_to_open
    if reading.revision == dismissed_revision or not enough or proven(reading.neutral_below_target, policy):
        return None
    return Step(State.OPEN, reading.revision, reading.evidence)


def step_on_fact(item: WorkItem, reading: Reading | None, policy: Policy) -> Step | None:
    """Decide what a review makes of *item*: it closes as verified when its cause is gone."""
    if item.state not in AT_WORK:
        return None
    if reading is None:
        return Step(State.DISMISSED, item.revision, item.evidence, UNPUBLISHED)
    if proven(reading.neutral_below_target, policy):
        return Step(State.VERIFIED, reading.revision, reading.evidence)
    return None
