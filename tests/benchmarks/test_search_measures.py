from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.benchmarks.search_corpus import KnownQuery
from tests.benchmarks.search_measures import measure, quality, right_rank

QUERY = KnownQuery("q1", "known", "words", frozenset({"right", "also"}), frozenset({"quotes"}))


@pytest.mark.parametrize(
    ("found", "rank"),
    [
        (["right"], 1),
        (["wrong", "also", "right"], 2),
        (["quotes", "right"], 1),
        (["wrong"] * 10 + ["right"], None),
        ([], None),
    ],
)
def test_the_first_right_answer_gives_the_rank(found: Sequence[str], rank: int | None) -> None:
    """Articles that quote the query do not count, and beyond ten nothing does."""
    assert right_rank(found, QUERY) == rank


def test_quality_is_shares_and_mean_reciprocal_rank() -> None:
    """Of four queries, answered at 1, 2, 6 and not at all, each share is what it says."""
    good = quality([1, 2, 6, None])
    assert (good.first, good.five, good.queries) == (0.25, 0.5, 4)
    assert good.reciprocal == pytest.approx((1 + 1 / 2 + 1 / 6) / 4)


def test_a_peer_is_asked_every_query() -> None:
    """What the peer finds is what is measured."""

    class Peer:
        """Finds the right answer second."""

        name = "peer"

        def search(self, query: str, *, partial: bool, limit: int) -> list[str]:
            assert (query, partial, limit) in {("words", False, 11), ("words", False, 10)}
            return ["wrong", "right"]

    measured = measure(Peer(), [QUERY], at_most_seconds=60)
    assert measured.quality().reciprocal == 0.5
    assert 0 <= measured.speed.median_ms <= measured.speed.p95_ms
    assert len(measure(Peer(), [QUERY] * 9, at_most_seconds=0).ranks) == 1
