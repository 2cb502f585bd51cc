"""A review costs the same however many ratings there are."""

from pathlib import Path

import pytest

from tests.benchmarks.queue_scale import MAX_MEGABYTES, fill, review_apart


@pytest.mark.slow
def test_a_review_of_many_articles_is_small(tmp_path: Path) -> None:
    """Of 5,000 articles with 50,000 ratings; the benchmark itself measures 5 million, and how long they take."""
    address = fill(tmp_path, ratings=50_000, searches=5_000)
    first, second = review_apart(address), review_apart(address)
    assert (first.steps > 0, second.steps) == (True, 0)
    assert max(first.megabytes, second.megabytes) <= MAX_MEGABYTES
