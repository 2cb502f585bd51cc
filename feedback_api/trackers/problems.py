"""What a tracker can answer instead of what it was asked for, and what becomes of the asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from publishing.errors import HelpCentreError

MAX_WAIT = timedelta(days=1)
WAIT_WHEN_UNSAID = timedelta(minutes=1)
MAX_QUOTED_CHARS = 200
MAX_SECONDS_DIGITS = 9
"""So many digits are over thirty years: longer than anything waits."""
MAX_QUOTED_LEVELS = 3
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
MAY_NOT_READ = frozenset({FORBIDDEN, NOT_FOUND})
AWAY = frozenset({MOVED, NOT_FOUND, GONE})
"""Of one issue, where its place is there: it was deleted or moved, or the tracker is mistaken for a while."""


class Scope(StrEnum):
    """What a problem stands in the way of."""

    TRACKER = "tracker"
    ITEM = "item"


@dataclass(frozen=True)
class Answer:
    """What the tracker answered; header names are in lower case, ``content`` is None when there is no JSON in it."""

    status: int
    headers: Mapping[str, str]
    content: object
    text: str


class TrackerProblemError(HelpCentreError):
    """
    The tracker did not do what it was asked to do.

    ``unknown`` says that it may have done it all the same: there was no answer, or none that can be understood.
    ``wait_until`` is when the tracker wants to be asked again; ``status`` is what it answered.
    """

    exit_status = 1
    http_status = 502

    def __init__(  # noqa: PLR0913 - each tells another thing of the problem
        self,
        message: str,
        hint: str,
        *,
        scope: Scope = Scope.TRACKER,
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


class IssueAwayError(TrackerProblemError):
    """An issue that was filed is not found, though its place is there: for a while, or for good."""


HINTS = {
    UNAUTHORIZED: "Make a new token, put it into HELP_CENTRE_TRACKER_TOKEN, and start the service again.",
    FORBIDDEN: "Give the token the right to read and write issues, and to read pull requests.",
    NOT_FOUND: "Check the place in HELP_CENTRE_TRACKER, and that the token may see it.",
    GONE: "Switch issues on for the place in HELP_CENTRE_TRACKER, or name another one.",
}


def problem_of(answer: Answer, name: str, asked: str, *, now: datetime) -> TrackerProblemError | None:
    """Say what is wrong with *answer* of the tracker *name*, which was *asked* something; None when nothing is."""
    if answer.status < MULTIPLE_CHOICES:
        return None
    said = f"{name} answered {answer.status} when asked to {asked}{_in_its_words(answer)}"
    if _is_rate_limit(answer):
        until = wait_until(answer.headers, now=now)
        return TrackerProblemError(
            f"{name} wants fewer requests: nothing is sent before {until:%Y-%m-%d %H:%M:%S} UTC.",
            "Wait; what is to be sent is kept.",
            wait_until=until,
            status=answer.status,
        )
    if answer.status >= SERVER_ERROR or answer.status == TIMED_OUT:
        return TrackerProblemError(
            said, "Wait; it is tried again, less and less often.", unknown=True, status=answer.status
        )
    if answer.status < BAD_REQUEST:
        return TrackerProblemError(
            said,
            "It has moved: name its new place in HELP_CENTRE_TRACKER or HELP_CENTRE_TRACKER_API.",
            status=answer.status,
        )
    if answer.status in HINTS:
        return TrackerProblemError(said, HINTS[answer.status], status=answer.status)
    return TrackerProblemError(
        said, "The other items are sent; this one is tried again later.", scope=Scope.ITEM, status=answer.status
    )


def of_pull_requests(problem: TrackerProblemError) -> TrackerProblemError:
    """Say what becomes of a refusal to list pull requests, which concerns no single item; others stay as they are."""
    if not problem.is_refusal or problem.status in MAY_NOT_READ:
        return problem
    hint = "Work items are sent all the same; no pull request takes one until its list can be read."
    return TrackerProblemError(problem.message, hint, status=problem.status)


def wait_until(headers: Mapping[str, str], *, now: datetime) -> datetime:
    """Read when the tracker wants to be asked again: Retry-After first, then the end of its counting; a day at most."""
    moment = _retry_after(headers.get("retry-after", ""), now)
    if moment is None:
        moment = _epoch(headers.get("x-ratelimit-reset") or headers.get("ratelimit-reset") or "")
    if moment is None or moment <= now:
        return now + WAIT_WHEN_UNSAID
    return min(moment, now + MAX_WAIT)


def _is_rate_limit(answer: Answer) -> bool:
    if answer.status == TOO_MANY:
        return True
    if answer.status != FORBIDDEN:
        return False
    headers = answer.headers
    return (
        "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0" or "rate limit" in answer.text.lower()
    )


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


def _in_its_words(answer: Answer) -> str:
    """Quote the message of a JSON answer; a web page is not worth quoting."""
    content = answer.content
    if not isinstance(content, dict):
        return "."
    said = " ".join(_flat(content.get("message") or content.get("error") or "").split())[:MAX_QUOTED_CHARS]
    return f": {said.rstrip('.')}." if said else "."


def _flat(said: object, levels: int = MAX_QUOTED_LEVELS) -> str:
    """Write a message in one line; GitLab tells what is wrong with each field in lists within lists."""
    if not levels:
        return "..."
    if isinstance(said, dict):
        return "; ".join(f"{name}: {_flat(part, levels - 1)}" for name, part in said.items())
    if isinstance(said, list):
        return ", ".join(_flat(part, levels - 1) for part in said)
    return str(said)
