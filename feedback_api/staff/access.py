"""
Who may see staff pages: until there is a sign-in, only who sits at the machine that serves them.

A request counts as local when it comes from a loopback address, asks for a loopback name (another name that leads here
is DNS rebinding), and was not forwarded by a proxy, behind which everybody looks local. A proxy on this machine that
adds no header and asks for a loopback name cannot be told from a browser; so who runs proxies gets no staff pages
unless a setting says otherwise.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import Request, current_app, request

from publishing.errors import HelpCentreError

FORWARDING_HEADERS = frozenset(
    {
        "cf-connecting-ip",
        "forwarded",
        "true-client-ip",
        "via",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-original-host",
        "x-real-ip",
    }
)
FORWARDING_PREFIX = "x-forwarded"
SETTING = "STAFF_PAGES"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})


class NotLocalError(HelpCentreError):
    """The request does not come from this machine."""

    http_status = 403


class StaffPagesOffError(HelpCentreError):
    """Nobody may see staff pages."""

    http_status = 403


class CrossSiteError(HelpCentreError):
    """A page of another site sent the request."""

    http_status = 403


def require_local() -> None:
    """
    Let only this machine in, and let no other site act through its browser.

    Raises:
        StaffPagesOffError: the settings say so.
        NotLocalError: see above.
        CrossSiteError: another site's page sent what would change something, or calls the API.

    """
    if not current_app.config[SETTING]:
        raise StaffPagesOffError(
            "Staff pages are switched off, as they are behind a proxy.",
            "Set HELP_CENTRE_STAFF_PAGES=loopback when your proxy passes on the Host or an X-Forwarded-For header.",
        )
    if not is_local(request):
        raise NotLocalError(
            "Staff pages answer only on the machine that serves them.",
            "Open them there, or through a tunnel: ssh -L 8000:127.0.0.1:8000 SERVER, then http://127.0.0.1:8000/staff/.",
        )
    if is_cross_site(request):
        raise CrossSiteError("The request was sent by a page of another site.", "Open the staff page itself.")


def is_local(request: Request) -> bool:
    """Say whether *request* comes from this machine and was meant for it."""
    names = {name.lower() for name, _ in request.headers}
    forwarded = bool(names & FORWARDING_HEADERS) or any(name.startswith(FORWARDING_PREFIX) for name in names)
    return not forwarded and _is_loopback(_peer(request)) and _is_loopback(_host_name(request.host))


def is_cross_site(request: Request) -> bool:
    """Say whether another site's page sent *request*; following a link to a page is harmless."""
    if request.method in SAFE_METHODS and not request.path.startswith("/api/"):
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in OWN_SITES
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def _peer(request: Request) -> str:
    """Give the address of the other end of the connection, whatever headers say."""
    original = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    return str(original.get("REMOTE_ADDR", ""))


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
