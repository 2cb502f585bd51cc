"""An address stands for a line where people are counted, and for a connection where they are refused."""

import pytest

from feedback_api.sources.networks import HOUSEHOLDS, connection_of, is_shared, read_networks, source_of


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


def test_an_address_that_many_share_is_so_many_households() -> None:
    """What comes is dealt to them by lot; sent again it is the same one's, and other addresses are one source."""
    shared = read_networks("8.8.4.0/28, 2a00:1450:4001:82a::7")
    dealt = {source_of("8.8.4.4", shared=shared, identity=str(number)) for number in range(500)}
    assert len(dealt) == HOUSEHOLDS
    assert source_of("8.8.4.4", shared=shared, identity="7") == source_of("8.8.4.4", shared=shared, identity="7")
    assert source_of("8.8.4.4", shared=shared, identity="7") != source_of("8.8.4.5", shared=shared, identity="7")
    assert source_of("8.8.8.8", shared=shared, identity="7") == source_of("8.8.8.8")
    assert is_shared(connection_of("2a00:1450:4001:82a::1"), shared)
    assert not is_shared("2a00:1450:4001:82b::1", shared)


@pytest.mark.parametrize(
    "text", ["office", "10.0.0.0/8", "192.168.1.1", "8.0.0.0/8", "2a00::/16", "8.8.8.8;8.8.4.4", "::1"]
)
def test_what_no_office_has_is_refused(text: str) -> None:
    """Private addresses stand for anybody already, and a network of a provider would let anybody count as many."""
    with pytest.raises(ValueError, match=r"\S"):
        read_networks(text)
