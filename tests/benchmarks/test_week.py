"""The week's page costs the same however many ratings there are."""

from pathlib import Path

import pytest

from tests.benchmarks.week import measure


@pytest.mark.slow
def test_the_page_answers_with_many_ratings(tmp_path: Path) -> None:
    """A big help centre's page is made, seven times; the benchmark itself says how quickly with 5 million."""
    assert len(measure(tmp_path, ratings_count=20_000, unanswered_a_week=2_000)) == 7
