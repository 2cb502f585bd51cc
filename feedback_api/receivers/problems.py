"""What others can answer instead of what they were asked for, and what becomes of the asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from publishing.errors import HelpCentreError

MAX_WAIT = timedelta(days=1)
WAIT_WHEN_UNSAID = timedelta(minutes=1)
MAX_SECONDS_DIGITS = 9
"""So many digits are over thirty years: longer than anything waits."""
MULTIPLE_CHOICES, BAD_REQUEST, SERVER_ERROR = 300, 400, 500
MOVED, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, TIMED_OUT, GONE, UNPROCESSABLE, TOO_MANY = (
    301,
    401,
    403,
    404,
    408,
    410,
    422,
    429,
)
ASK_AGAIN = frozenset({UNAUTHORIZED, TIMED_OUT, TOO_MANY})


class Scope(StrEnum):
    """What a problem stands in the way of."""

    RECEIVER = "receiver"
    """Nothing else would be taken there either, just now."""
    ITEM = "item"
    """This one is not taken yet; others may be."""
    ITEM_AS_IT_IS = "item as it is"
    """This very one will never be taken, so that trying it again is for a person to decide."""


@dataclass(frozen=True)
class Answer:
    """What was answered; header names are in lower case, ``content`` is None when there is no JSON in it."""

    status: int
    headers: Mapping[str, str]
    content: object
    text: str


class ReceiverProblemError(HelpCentreError):
    """
    The receiver did not do what it was asked to do.

    ``unknown`` says that it may have done it all the same: there was no answer, or none that can be understood.
    ``wait_until`` is when the receiver wants to be asked again; ``status`` is what it answered.
    """

    exit_status = 1
    http_status = 502

    def __init__(  # noqa: PLR0913 - each tells another thing of the problem
        self,
        message: str,
        hint: str,
        *,
        scope: Scope = Scope.RECEIVER,
        unknown: bool = False,
        wait_until: datetime | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message, hint)
        self.scope = scope
        self.unknown = unknown
        self.wait_until = wait_until
        self.status = status

    @property
    def is_refusal(self) -> bool:
        """Whether what was asked for, and that alone, is refused: not the token, and not the pace."""
        status = self.status or 0
        return BAD_REQUEST <= status < SERVER_ERROR and status not in ASK_AGAIN and self.wait_until is None


def wait_until(headers: Mapping[str, str], *, now: datetime) -> datetime:
    """Read when the receiver wants to be asked again: Retry-After, then the end of its counting; a day at most."""
    moment = _retry_after(headers.get("retry-after", ""), now)
    if moment is None:
        moment = _epoch(headers.get("x-ratelimit-reset") or headers.get("ratelimit-reset") or "")
    if moment is None or moment <= now:
        return now + WAIT_WHEN_UNSAID
    return min(moment, now + MAX_WAIT)


def _retry_after(text: str, now: datetime) -> datetime | None:
    """Read seconds or a date (RFC 9110, 10.2.3)."""
    if text.isdecimal():
        # Python reads no number of thousands of digits.
        return now + min(timedelta(seconds=int(text[:MAX_SECONDS_DIGITS])), MAX_WAIT)
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # no date, or one with an offset that leads out of the calendar
        return None


def _epoch(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None
