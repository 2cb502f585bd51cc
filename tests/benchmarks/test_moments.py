"""The promises about rough moments hold on simulated plays of other videos than those of the printed table."""

import pytest

from tests.benchmarks.moments import MIN_PRECISION, MIN_RECALL, PLAYS, measure


@pytest.mark.slow
def test_rough_moments_are_found_and_innocent_peaks_are_not() -> None:
    """After a thousand plays each of 20 videos, nine in ten reports are rough moments, and nine in ten are reported."""
    score = measure([11], videos=20, steps=(PLAYS,))[PLAYS]
    assert score.planted >= 20
    assert score.precision >= MIN_PRECISION
    assert score.recall >= MIN_RECALL
