"""Passwords, kept so that they cannot be read, and checked in the same time whether or not there is one."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from publishing.errors import HelpCentreError
from publishing.translations import noted

LEAST_PASSWORD_CHARS = 12
MAX_PASSWORD_CHARS = 256
# OWASP's first choice for Argon2id where memory is shared with a web server: 19 MiB, two passes.
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Of a password that was thrown away: checked where there is no account, so that it takes as long.
NOBODYS_HASH = "$argon2id$v=19$m=19456,t=2,p=1$lySXLZekrrStKsE+HH4+oA$S3hpnrmz8Yvn9EtkGmUvLeG+rA+C31wb66xQc8v86RA"


class WeakPasswordError(HelpCentreError):
    """The password is too short or too long."""

    http_status = 422


def hash_password(password: str) -> str:
    """
    Make what is kept of *password*.

    Raises:
        WeakPasswordError: see there.

    """
    if not LEAST_PASSWORD_CHARS <= len(password) <= MAX_PASSWORD_CHARS:
        raise WeakPasswordError(
            noted("A password has {least} to {most} characters."),
            noted("Four words that do not belong together make a good one."),
            least=LEAST_PASSWORD_CHARS,
            most=MAX_PASSWORD_CHARS,
        )
    return HASHER.hash(_normal(password))


def is_password(kept: str | None, password: str) -> bool:
    """Say whether *password* is the one that *kept* was made of; without one it is not, which takes as long to find."""
    if len(password) > MAX_PASSWORD_CHARS:
        password = ""
    try:
        HASHER.verify(kept or NOBODYS_HASH, _normal(password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept is not None


def _normal(password: str) -> str:
    """Write the same characters the same way, whichever keyboard they came from."""
    return unicodedata.normalize("NFKC", password)
