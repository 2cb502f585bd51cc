from __future__ import annotations

from dataclasses import replace

from tests.benchmarks.growth import Cost, missed

SMALL = Cost(1_000, build_seconds=0.7, change_seconds=0.1, megabytes=4, median_ms=1.5, p95_ms=2.5, memory_mb=90)
LARGE = Cost(20_000, build_seconds=14, change_seconds=0.9, megabytes=80, median_ms=2.5, p95_ms=4, memory_mb=200)


def test_linear_growth_is_allowed() -> None:
    """Twenty times the content may cost twenty times as much."""
    assert not [*missed([SMALL, LARGE])]


def test_what_grows_faster_is_named() -> None:
    """Each cost is held against the content for itself."""
    assert [*missed([SMALL, replace(LARGE, megabytes=120)])] == [
        "megabytes grows faster than the content: 4.00 to 120.00"
    ]


def test_each_size_has_its_bounds() -> None:
    """A build, a changed article and a worker's memory have bounds of their own."""
    large = replace(LARGE, build_seconds=21, change_seconds=1.1, memory_mb=401)
    assert len([*missed([large])]) == 3
