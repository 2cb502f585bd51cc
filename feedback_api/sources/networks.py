"""
Whom a network address stands for: where people are counted, and where they are refused.

Everything here is a pure function.
"""

from __future__ import annotations

import ipaddress

IPV6_SITE_BITS = 48
"""What a provider gives one customer at most (RFC 6177): networks of one line are one source."""
IPV6_CONNECTION_BITS = 64


def source_of(address: str | None) -> str | None:
    """
    Tell whom an *address*, or one of its networks, stands for where people are counted: a line with all its networks.

    None for an address that stands for anybody: of this machine or a private network, where a proxy that is not
    declared makes everybody look the same.
    """
    return _network_of(address, IPV6_SITE_BITS)


def connection_of(address: str | None) -> str | None:
    """
    Tell whom a network *address* stands for where people are refused: one connection, which in IPv6 has one network.

    Neighbours of a provider that shares out less are not refused for each other; None as for `source_of`.
    """
    return _network_of(address, IPV6_CONNECTION_BITS)


def _network_of(address: str | None, ipv6_bits: int) -> str | None:
    try:
        parsed = ipaddress.ip_address((address or "").partition("/")[0])
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    if not parsed.is_global:
        return None
    if parsed.version == 4:  # noqa: PLR2004 - the version that it is
        return str(parsed)
    return str(ipaddress.ip_network((int(parsed), ipv6_bits), strict=False))
