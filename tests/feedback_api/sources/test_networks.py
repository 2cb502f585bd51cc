"""An address stands for a line where people are counted, and for a connection where they are refused."""

import pytest

from feedback_api.sources.networks import connection_of, source_of


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
