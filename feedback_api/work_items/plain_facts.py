"""
The life of items whose cause is a fact, not a share: it stands or it does not, and no reader has to prove it.

A reading says so by ``neutral_below_target``: near 1 while the cause stands, near 0 once it is gone. How sure that must
be is the policy's, as it is for ratings.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import Counts, Posterior, proven
from feedback_api.work_items.life import AT_WORK, UNPUBLISHED, Evidence, Reading, Step, WorkItem, make_evidence
from feedback_api.work_items.names import State

NO_SHARE = Posterior(0.0, 0.0, 0.0, 0.0)


def evidence_of_fact(times: int, *, a_week: float, since: date | None) -> Evidence:
    """Say how often a fact was met, how often it is in a week, and *since* when."""
    plain = make_evidence(Counts(0, times), NO_SHARE, ratings_a_week=a_week, more_ratings_needed=None)
    return replace(plain, since=since.isoformat() if since else None)


def standing_after_silence(a_day: float, quiet_days: float) -> float:
    """
    Tell how probable it is that what was met so often *a_day* still stands after so many *quiet_days*.

    Of what comes at random, none comes in a time in which *n* are expected with probability exp(-n) (Poisson, 1837).
    """
    return math.exp(-a_day * quiet_days)


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
