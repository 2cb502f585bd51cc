"""Headers that keep a page's powers small, and let the site call the service from its own origin alone."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache, partial
from urllib.parse import urlsplit

from flask import Flask, Response, request

from feedback_api.database.connections import RETRY_AFTER_SECONDS, DatabaseUnavailableError
from feedback_api.service import current_feedback
from publishing.articles.meta import player_tag
from publishing.videos.hosts import HOSTS

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Material sets inline styles; its inline scripts are let through one by one, by their hash.
POLICY = (
    "default-src 'self'{origins}; script-src 'self'{origins}{hashes}; style-src 'self' 'unsafe-inline'{origins}; "
    "img-src 'self' data:{origins}; font-src 'self' data:{origins}; media-src 'self' blob:{origins}; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
FRAMES = "; frame-src {origins}"
INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
PRIVATE = frozenset({"staff_api", "replies_api"})
# What other origins may show in a frame, when the settings name them: the reply page, and signing in for it.
FRAMED = frozenset({"reply", "sign_in"})
NO_FRAMES = "frame-ancestors 'none'"
CROSS_ORIGIN_HEADERS = "Content-Type"
CROSS_ORIGIN_METHODS = "GET, POST"
PREFLIGHT_SECONDS = "600"


def init_app(app: Flask, frame_origins: Sequence[str] = ()) -> None:
    """Set the headers on every response of *app*; pages of *frame_origins* may show some of them in a frame."""
    app.after_request(partial(_protect, frame_origins))
    app.after_request(_share_with_site)
    app.after_request(_say_when_to_retry)


def content_security_policy(html: bytes, origins: Sequence[str] = ()) -> str:
    """
    Write the policy for a page: only its own origin, *origins*, and exactly the inline scripts that stand in it.

    Where the site shows videos of a host, each page lets in that host's player: it keeps its policy when instant
    navigation puts a page with such a video into its place.
    """
    hashes = "".join(f" '{_hash(script)}'" for script in dict.fromkeys(INLINE_SCRIPT.findall(html)))
    players = [host.origin for host in HOSTS.values() if player_tag(host).encode() in html]
    frames = ["'self'", *origins, *players] if origins else players
    policy = POLICY.format(hashes=hashes, origins="".join(f" {origin}" for origin in origins))
    return policy + (FRAMES.format(origins=" ".join(frames)) if frames else "")


@lru_cache(maxsize=2048)
def _hash(script: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script).digest()).decode()


def _protect(frame_origins: Sequence[str], response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    streamed = response.direct_passthrough  # a file of the site, which brings its own policy
    if response.mimetype == "text/html" and not streamed and "Content-Security-Policy" not in response.headers:
        response.headers["Content-Security-Policy"] = content_security_policy(response.get_data())
    if frame_origins and request.blueprint in FRAMED:
        _let_frame(response, frame_origins)
    return response


def _let_frame(response: Response, origins: Sequence[str]) -> None:
    """Let pages of *origins*, and of no others, show the response in a frame; X-Frame-Options knows no lists."""
    policy = response.headers.get("Content-Security-Policy", NO_FRAMES)
    response.headers["Content-Security-Policy"] = policy.replace(NO_FRAMES, f"frame-ancestors {' '.join(origins)}")
    del response.headers["X-Frame-Options"]


def _share_with_site(response: Response) -> Response:
    """Let pages of the published site use the API when the site lives on another host than the service."""
    origin = request.headers.get("Origin")
    if origin is None or not request.path.startswith("/api/") or request.blueprint in PRIVATE:
        return response
    response.vary.add("Origin")
    if origin == _site_origin():
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = CROSS_ORIGIN_HEADERS
        response.headers["Access-Control-Allow-Methods"] = CROSS_ORIGIN_METHODS
        response.headers["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
    return response


def _site_origin() -> str | None:
    try:
        site_url = current_feedback().published.site_url()
    except DatabaseUnavailableError:
        return None
    parts = urlsplit(site_url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def _say_when_to_retry(response: Response) -> Response:
    if response.status_code == DatabaseUnavailableError.http_status:
        response.headers.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    return response
