"""Floods are recognised by where they come from and how fast, and by nothing that tells who."""

from datetime import date

import pytest

from feedback_api.ratings.floods import (
    MOST_FROM_ONE_SOURCE,
    MOST_WITHIN_THE_WINDOW,
    FloodReason,
    connection_of,
    flood_reason,
    mark_of,
    source_of,
)

DAY = date(2026, 11, 21)
SALT = "00" * 32


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "fe80::1", "", None, "unix:", "x"])
def test_an_address_that_stands_for_anybody_is_no_source(address: str | None) -> None:
    """Behind a proxy that is not declared, everybody would be one source."""
    assert source_of(address) is None


def test_one_connection_is_one_source() -> None:
    """A home has one IPv4 address, and up to 65,536 networks of IPv6 addresses; it is refused by each network alone."""
    assert source_of("8.8.4.4") == source_of("::ffff:8.8.4.4") != source_of("8.8.8.8")
    assert source_of("2a00:1450:4001:82a::1") == source_of("2a00:1450:4001:82a:ffff::9")
    assert source_of("2a00:1450:4001:82a::1") == source_of("2a00:1450:4001:82b::1") != source_of("2a00:1450:4002::1")
    one, other = connection_of("2a00:1450:4001:82a::1"), connection_of("2a00:1450:4001:82b::1")
    assert one != other
    assert source_of(one) == source_of(other)


def test_a_mark_leads_nowhere_else() -> None:
    """Another day, another text or another salt gives the same source another mark."""
    mark = mark_of("8.8.4.4", "reset", "a", DAY, SALT)
    assert mark == mark_of("8.8.4.4", "reset", "a", DAY, SALT)
    others = [
        mark_of("8.8.4.5", "reset", "a", DAY, SALT),
        mark_of("8.8.4.4", "export", "a", DAY, SALT),
        mark_of("8.8.4.4", "reset", "b", DAY, SALT),
        mark_of("8.8.4.4", "reset", "a", date(2026, 11, 22), SALT),
        mark_of("8.8.4.4", "reset", "a", DAY, "11" * 32),
    ]
    assert len({mark, *others}) == 6


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
