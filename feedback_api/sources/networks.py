"""
Whom a network address stands for: where people are counted, and where they are refused.

Everything here is a pure function.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

IPV6_SITE_BITS = 48
"""What a provider gives one customer at most (RFC 6177): networks of one line are one source."""
IPV6_CONNECTION_BITS = 64
HOUSEHOLDS = 16
"""What comes from an address that many share counts as of so many households at most."""
FEWEST_BITS = {4: 16, 6: 32}
"""Wider networks are no office: naming them would let anybody count as many."""


def source_of(address: str | None, *, shared: Sequence[Network] = (), identity: str = "") -> str | None:
    """
    Tell whom an *address*, or one of its networks, stands for where people are counted: a line with all its networks.

    An address of a *shared* network stands for ``HOUSEHOLDS`` of them. Nothing tells its people apart, so that what
    comes is dealt by lot: by its *identity*, which is random and the same when it is sent again.

    None for an address that stands for anybody: of this machine or a private network, where a proxy that is not
    declared makes everybody look the same.
    """
    source = _network_of(address, IPV6_SITE_BITS)
    if source is None or not is_shared(address, shared):
        return source
    return f"{source} {hashlib.sha256(identity.encode()).digest()[0] % HOUSEHOLDS}"


def is_shared(address: str | None, shared: Sequence[Network]) -> bool:
    """Say whether *address*, or the first one of a network, is in one of the *shared* networks."""
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in shared)


def read_networks(text: str) -> tuple[Network, ...]:
    """
    Read public addresses and networks, apart by commas or spaces; an IPv6 address stands for its /64.

    Raises:
        ValueError: one of them is none, is not public, or is wider than an organisation's.

    """
    return tuple(_shared_network(word) for word in re.split(r"[,\s]+", text.strip(", \t\n")))


def _shared_network(text: str) -> Network:
    network = ipaddress.ip_network(text, strict=False)
    if not network.is_global or network.prefixlen < FEWEST_BITS[network.version]:
        raise ValueError("is not public, or too wide")
    if isinstance(network, ipaddress.IPv6Network) and network.prefixlen > IPV6_CONNECTION_BITS:
        return network.supernet(new_prefix=IPV6_CONNECTION_BITS)
    return network


def connection_of(address: str | None) -> str | None:
    """
    Tell whom a network *address* stands for where people are refused: one connection, which in IPv6 has one network.

    Neighbours of a provider that shares out less are not refused for each other; None as for `source_of`.
    """
    return _network_of(address, IPV6_CONNECTION_BITS)


def _parsed(address: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address((address or "").partition("/")[0])
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, ipaddress.IPv6Address) else parsed


def _network_of(address: str | None, ipv6_bits: int) -> str | None:
    parsed = _parsed(address)
    if parsed is None or not parsed.is_global:
        return None
    if parsed.version == 4:  # noqa: PLR2004 - the version that it is
        return str(parsed)
    return str(ipaddress.ip_network((int(parsed), ipv6_bits), strict=False))
