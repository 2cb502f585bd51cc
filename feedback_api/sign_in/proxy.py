"""A reverse proxy that has signed staff in names them in a header, which is believed from its own address alone."""

from __future__ import annotations

import ipaddress

from flask import Request

from feedback_api.sign_in.settings import StaffSettings
from publishing.errors import HelpCentreError
from publishing.translations import noted


class UntrustedProxyError(HelpCentreError):
    """The header came from somebody who is not trusted to send it."""

    http_status = 403


def named_by_proxy(request: Request, settings: StaffSettings) -> str | None:
    """
    Give the address that the proxy signed in; None when it named nobody, or none is set up.

    Raises:
        UntrustedProxyError: another address sent the header, or more than one of it came.

    """
    named = request.headers.get(settings.staff_header) if settings.staff_header else None
    if named is None:
        return None
    if not _is_trusted(peer(request), settings):
        raise UntrustedProxyError(
            noted("The request names a person as only the sign-in proxy may."),
            noted("Come through the proxy, or without that header."),
        )
    # Headers of one name come as one, with commas: the first may be what somebody outside sent.
    if "," in named:
        raise UntrustedProxyError(
            noted("The request names several people."),
            noted("Let the sign-in proxy remove the header from what comes in from outside."),
        )
    return named.strip() or None


def peer(request: Request) -> str:
    """Give the address of the other end of the connection, whatever headers say."""
    original = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    return str(original.get("REMOTE_ADDR", ""))


def _is_trusted(address: str, settings: StaffSettings) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    return any(parsed in network for network in settings.staff_header_from)
