"""Floods are recognised by how many come from one source and how fast."""

import pytest

from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW, FloodReason, flood_reason


@pytest.mark.parametrize(
    ("from_the_source", "within_the_window", "reason"),
    [
        (MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW, None),
        (MOST_FROM_ONE_SOURCE + 1, 0, FloodReason.ONE_SOURCE),
        (0, MOST_WITHIN_THE_WINDOW + 1, FloodReason.BURST),
    ],
)
def test_a_household_is_no_flood(from_the_source: int, within_the_window: int, reason: FloodReason | None) -> None:
    """A few from one connection, and many readers within a minute, are what a good day looks like."""
    assert flood_reason(from_the_source=from_the_source, within_the_window=within_the_window) is reason
