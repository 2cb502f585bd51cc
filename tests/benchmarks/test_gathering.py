"""Searches that ask the same are gathered, on a log made of the shipped pages."""

import pytest

from tests.benchmarks.gathering import MIN_CAUSES, MIN_PRECISION, MIN_RECALL, MIN_SEARCHES, measure, shipped_log


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 8])
def test_what_asks_the_same_is_gathered_and_what_does_not_is_not(seed: int) -> None:
    """Of thousands of searches for hundreds of questions, pairs are gathered rightly, and most that should be are."""
    log = shipped_log(seed)
    assert len(log.searches) >= MIN_SEARCHES
    assert log.causes >= MIN_CAUSES
    found = measure(log)
    assert found.precision >= MIN_PRECISION
    assert found.recall >= MIN_RECALL
