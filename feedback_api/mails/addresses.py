"""Addresses and headers of mails: what people type becomes neither another header nor another recipient."""

from __future__ import annotations

import unicodedata
from email.errors import MessageError
from email.headerregistry import Address

MAX_EMAIL_CHARS = 254
EMAIL_PATTERN = r"^[^@\s]+@[^@\s]+$"


def address(spec: str, name: str = "") -> Address:
    """
    Read one address of the form ``name@host``; the host may have letters of any language, which mail writes in ASCII.

    Raises:
        ValueError: it is none, or its name has letters that most mail servers do not take.

    """
    local, _, host = spec.rpartition("@")
    if spec != header_text(spec):
        raise ValueError(f"'{spec}' is no address")
    try:
        plain = f"{local}@{host.encode('idna').decode('ascii')}"
        found = Address(display_name=header_text(name), addr_spec=plain)
    except (ValueError, IndexError, MessageError) as error:
        raise ValueError(f"'{spec}' is no address") from error
    if not found.username or not found.domain or found.addr_spec != plain:
        raise ValueError(f"'{spec}' is no address")
    return found


def one_line(text: str) -> str:
    """Put *text* on one line, without control characters."""
    return " ".join("".join(" " if unicodedata.category(char) == "Cc" else char for char in text).split())


def header_text(text: str) -> str:
    """Put *text* on one line that a header carries as it stands: the library would decode ``=?`` to anything."""
    return one_line(text).replace("=?", "= ?")
