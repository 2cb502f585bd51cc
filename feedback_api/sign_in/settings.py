"""What the environment says about how staff signs in."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from publishing.settings import SettingError, origins, setting

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
HEADER_NAME = re.compile(r"[A-Za-z0-9-]+")


def _header(text: str) -> str:
    if not HEADER_NAME.fullmatch(text):
        raise ValueError("is not the name of a header")
    return text


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(","))


def _provider(text: str) -> str:
    if urlsplit(text).scheme not in {"http", "https"}:
        raise ValueError("is not an address")
    return text


@dataclass(frozen=True)
class StaffSettings:
    """How staff signs in; accounts with passwords are always there."""

    openid_issuer: str = setting(
        "", "address of the OpenID Connect provider that staff signs in at; empty for passwords alone", _provider
    )
    openid_client_id: str = setting("", "the name that the provider knows this service by")
    openid_client_secret: str = setting("", "the secret that the provider gave to this service")
    staff_header: str = setting(
        "", "header in which a reverse proxy that signs staff in names the e-mail address; empty for none", _header
    )
    staff_header_from: tuple[Network, ...] = setting(
        (), "addresses or networks of that proxy, between commas: the header is refused from any other", _networks
    )
    staff_frame_origins: tuple[str, ...] = setting(
        (), "origins whose pages may show the reply page in a frame, such as https://desk.example.com", origins
    )

    def check(self) -> StaffSettings:
        """
        Give the settings back when they are whole.

        Raises:
            SettingError: a part of a way to sign in is missing.

        """
        if self.openid_issuer and not (self.openid_client_id and self.openid_client_secret):
            raise SettingError(
                "HELP_CENTRE_OPENID_ISSUER is set, but the provider's client id or secret is not.",
                "Set HELP_CENTRE_OPENID_CLIENT_ID and HELP_CENTRE_OPENID_CLIENT_SECRET too.",
            )
        if self.staff_header and not self.staff_header_from:
            raise SettingError(
                "HELP_CENTRE_STAFF_HEADER is set, but nobody is trusted to send it.",
                "Set HELP_CENTRE_STAFF_HEADER_FROM to the address of the proxy that signs staff in.",
            )
        return self
