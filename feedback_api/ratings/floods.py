"""
Ratings that come in floods: many from one source, or many within a minute.

A reader's own browser keeps the key of its rating, so that pressing again changes the answer instead of adding one. Who
wants to count twice makes keys of their own; that shows in where they come from and how fast. Everything here is a pure
function.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import date, timedelta
from enum import StrEnum

MOST_FROM_ONE_SOURCE = 4
"""
Ratings of one text while they count, or searches for one thing within a day, from one source, that may be of several
people, as in a household; fewer than open a work item.
"""
MOST_WITHIN_THE_WINDOW = 60
WINDOW = timedelta(minutes=1)
SOURCES_KEPT_FOR = timedelta(days=1)
MARK_HEX_DIGITS = 24
IPV6_SITE_BITS = 48
"""What a provider gives one customer at most (RFC 6177): networks of one line are one source."""
IPV6_CONNECTION_BITS = 64


class FloodReason(StrEnum):
    """Why ratings were set aside."""

    ONE_SOURCE = "one-source"
    ONE_PLACE = "one-place"
    BURST = "burst"


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


def mark_of(source: str, article_id: str, revision: str, day: date, salt: str) -> str:
    """
    Make a mark that is the same for ratings of one text, on one day, from one *source*, and tells nothing else.

    It is keyed by the day's *salt*: once that is gone, nobody can try addresses until one fits, and two articles or two
    days never have the same mark.
    """
    said = f"{source}\x1f{article_id}\x1f{revision}\x1f{day}"
    return hmac.new(bytes.fromhex(salt), said.encode(), hashlib.sha256).hexdigest()[:MARK_HEX_DIGITS]


def flood_reason(*, from_the_source: int, within_the_window: int, place_is_full: bool = False) -> FloodReason | None:
    """
    Say why the ratings of one text look like a flood, or None.

    So many came from one source today, so many in a minute; or one place has added what it may.
    """
    if from_the_source > MOST_FROM_ONE_SOURCE:
        return FloodReason.ONE_SOURCE
    if place_is_full:
        return FloodReason.ONE_PLACE
    if within_the_window > MOST_WITHIN_THE_WINDOW:
        return FloodReason.BURST
    return None
