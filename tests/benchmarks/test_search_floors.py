from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.benchmarks.search_corpus import KINDS
from tests.benchmarks.search_floors import Row, missed
from tests.benchmarks.search_measures import Measured

GOOD = [1] * 9 + [2]
POOR = [1] * 8 + [2, None]


def row(ranks: Sequence[int | None], milliseconds: float = 1.0) -> Row:
    """Let an engine answer every kind of query alike."""
    return Row("engine", dict.fromkeys(KINDS, Measured(ranks, [milliseconds] * len(ranks))), 1.0, 1.0)


def test_better_and_faster_misses_nothing() -> None:
    """An engine that is ahead of its peers, above its floors and fast has nothing to answer for."""
    assert not [*missed("help-s", 20_000, {"ours": row(GOOD), "fts5": row(POOR, 2.0)})]


def test_a_peer_that_is_better_is_named() -> None:
    """Being behind in right answers first or among five is said for each kind of query."""
    said = [*missed("other", 800, {"ours": row(POOR), "lunr": row(GOOD)})]
    assert len(said) == 2 * len(KINDS)
    assert said[0] == "known s@1 is 0.800, behind engine with 0.900 (of 10 queries)"


def test_a_slow_peer_is_compared_on_what_it_was_asked() -> None:
    """Of an engine that was asked two queries only, the same two of ours count."""
    assert not [*missed("other", 800, {"ours": row([1, 1, None, None]), "whoosh": row([1, 1])})]


def test_a_slow_peer_that_is_ahead_by_one_query_is_named() -> None:
    """However few queries a slow engine was asked, being behind it is said: chance is no excuse."""
    ours, peer = row([2, 1, 1, 1]), row([1, 1])
    said = [*missed("other", 800, {"ours": ours, "whoosh": peer})]
    assert said[0] == "known s@1 is 0.500, behind engine with 1.000 (of 2 queries)"


def test_what_was_reached_before_must_be_reached_again() -> None:
    """A known corpus has floors; another corpus has none."""
    assert [*missed("help-s", 800, {"ours": row([1, None])})]
    assert not [*missed("other", 800, {"ours": row([1, None])})]


@pytest.mark.parametrize(
    ("sections", "milliseconds", "is_missed"),
    [(800, 9.0, False), (20_000, 3.9, False), (20_000, 4.1, True), (108_000, 1.3, False), (108_000, 1.4, True)],
)
def test_speed_is_measured_against_fts5(sections: int, milliseconds: float, is_missed: bool) -> None:
    """At 20,000 sections ours may take as long, at 108,000 a third; small corpora are fast anyway."""
    rows = {"ours": row(GOOD, milliseconds), "fts5": row(GOOD, 4.0)}
    assert any("known p95" in said for said in missed("other", sections, rows)) is is_missed


def test_unfinished_words_may_take_half_as_long_again() -> None:
    """Of whole words' time, 1.5 times is allowed for an unfinished one."""
    known, prefix = Measured(GOOD, [4.0]), Measured(GOOD, [5.9])
    ours = Row("ours", {"known": known, "typo": known, "prefix": prefix}, 1.0, 1.0)
    assert not [*missed("other", 20_000, {"ours": ours, "fts5": row(GOOD, 4.0)})]
