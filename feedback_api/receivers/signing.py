"""
Signatures by the Standard Webhooks specification 1.0.0, which receivers can check with a library.

The signature is HMAC-SHA256 over ``id.timestamp.body``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import datetime

from publishing.settings import SettingError

SECRET_PREFIX = "whsec_"  # noqa: S105 - what secrets begin with
MIN_SECRET_BYTES = 24


def sign(secret: bytes, delivery: str, timestamp: str, body: bytes) -> str:
    """Sign a delivery; the receiver makes the same of what it got, and compares."""
    signed = f"{delivery}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def signature_headers(secret: bytes, delivery: str, body: bytes, *, now: datetime) -> dict[str, str]:
    """Give the headers that a delivery with this id is sent with."""
    timestamp = str(int(now.timestamp()))
    return {
        "webhook-id": delivery,
        "webhook-timestamp": timestamp,
        "webhook-signature": sign(secret, delivery, timestamp, body),
    }


def read_secret(text: str, setting: str) -> bytes:
    """
    Read a secret, the value of *setting*: ``whsec_`` and at least 24 bytes in Base64.

    Raises:
        SettingError: it is none.

    """
    try:
        secret = base64.b64decode(text.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if not text.startswith(SECRET_PREFIX) or len(secret) < MIN_SECRET_BYTES:
        raise SettingError(
            f"{setting}: the webhook's secret must be whsec_ and at least 24 bytes in Base64.",
            'Make one with: echo "whsec_$(openssl rand -base64 32)", and give it to the receiver too.',
        )
    return secret
