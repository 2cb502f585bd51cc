"""Guessing passwords is slowed down, the same whether or not the account exists."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from publishing.errors import HelpCentreError

WINDOW_MINUTES = 15
# Of one account from one address, of one account from anywhere, and of all accounts from one address.
TRIES_HERE = RateLimitItemPerMinute(5, WINDOW_MINUTES, "here")
TRIES_OF_AN_ACCOUNT = RateLimitItemPerMinute(50, WINDOW_MINUTES, "account")
TRIES_FROM_AN_ADDRESS = RateLimitItemPerMinute(100, WINDOW_MINUTES, "address")


class TooManyTriesError(HelpCentreError):
    """Too many tries to sign in."""

    http_status = 429


class Throttle:
    """Tries to sign in, counted in this process's memory and nowhere else."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count(self, name: str, address: str) -> None:
        """
        Count a try, before it is known what comes of it.

        Raises:
            TooManyTriesError: see there.

        """
        name = name.strip().lower()
        allowed = (
            self._limiter.hit(TRIES_HERE, name, address),
            self._limiter.hit(TRIES_OF_AN_ACCOUNT, name),
            self._limiter.hit(TRIES_FROM_AN_ADDRESS, address),
        )
        if not all(allowed):
            raise TooManyTriesError(
                "Too many tries to sign in.", f"Wait {WINDOW_MINUTES} minutes, or ask for a new one-time link."
            )

    def forgive(self, name: str, address: str) -> None:
        """Forget the tries of who has signed in at last."""
        self._limiter.clear(TRIES_HERE, name.strip().lower(), address)
