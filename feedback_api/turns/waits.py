"""How long to wait before trying again, and whether a wait still goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
MAX_DOUBLINGS = 10
LONGEST_BACKOFF = LONGEST_WAIT * 1.5
"""What lies further ahead was put there by a clock that has since stepped back."""


def backoff(failures: int, jitter: float, first_wait: timedelta = FIRST_WAIT) -> timedelta:
    """
    Say how long to wait after so many *failures* in a row: *first_wait*, doubled each time, an hour at most.

    *jitter*, 0 to 1, spreads it from half to one and a half times that, so that many do not come back at once.
    """
    doublings = min(failures, MAX_DOUBLINGS)
    return min(first_wait * int(2**doublings), LONGEST_WAIT) * (0.5 + jitter)


def is_ahead(moment: datetime | None, longest: timedelta, now: datetime) -> bool:
    """Say whether *moment* is still to come; what is further ahead than *longest* a clock wrote that was ahead."""
    return moment is not None and now < moment <= now + longest
