"""The promises of the queue hold on simulated help centres; the benchmark itself looks at more of them."""

import pytest

from tests.benchmarks.queue import (
    MAX_FALSE_ALARMS,
    MAX_REOPENED_IN_VAIN,
    MAX_VERIFIED_IN_VAIN,
    MIN_COVERAGE,
    MIN_VERIFIED,
    compare,
    coverage,
    false_alarms,
    prove,
)

SEEDS = (11, 12)


@pytest.mark.slow
def test_the_queue_holds_few_false_alarms_and_most_unhelped_readers() -> None:
    """
    Looked at daily for 90 days, the queue keeps its promise, with fewer false alarms than every usual rule.

    A single beta distribution for a prior is as careful, and leaves more readers unhelped.
    """
    outcomes = compare("base", SEEDS[:1])
    ours, single_beta = outcomes.pop("ours"), outcomes.pop("single beta prior")
    assert false_alarms(ours) <= MAX_FALSE_ALARMS
    assert coverage(ours) >= MIN_COVERAGE
    assert coverage(single_beta) < coverage(ours)
    assert all(false_alarms(ours) < false_alarms(usual) for usual in outcomes.values())


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_repair_is_verified_when_it_worked_and_not_otherwise(seed: int) -> None:
    """Looked at after every rating, repairs that did nothing are hardly ever verified, and those that worked mostly."""
    assert prove(0.4, seed).verified <= MAX_VERIFIED_IN_VAIN
    worked = prove(0.75, seed)
    assert worked.verified >= MIN_VERIFIED
    assert worked.reopened <= MAX_REOPENED_IN_VAIN
