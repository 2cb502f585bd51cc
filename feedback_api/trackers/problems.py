"""What answers of a tracker mean, and what becomes of what it was asked to do."""

from __future__ import annotations

from datetime import datetime

from feedback_api.receivers.problems import (
    BAD_REQUEST,
    FORBIDDEN,
    GONE,
    MOVED,
    MULTIPLE_CHOICES,
    NOT_FOUND,
    SERVER_ERROR,
    TIMED_OUT,
    TOO_MANY,
    UNAUTHORIZED,
    Answer,
    ReceiverProblemError,
    Scope,
    wait_until,
)

MAX_QUOTED_CHARS = 200
MAX_QUOTED_LEVELS = 3
MAY_NOT_READ = frozenset({FORBIDDEN, NOT_FOUND})
AWAY = frozenset({MOVED, NOT_FOUND, GONE})
"""Of one issue, where its place is there: it was deleted or moved, or the tracker is mistaken for a while."""


class IssueAwayError(ReceiverProblemError):
    """An issue that was filed is not found, though its place is there: for a while, or for good."""


HINTS = {
    UNAUTHORIZED: "Make a new token, put it into HELP_CENTRE_TRACKER_TOKEN, and start the service again.",
    FORBIDDEN: "Give the token the right to read and write issues, and to read pull requests.",
    NOT_FOUND: "Check the place in HELP_CENTRE_TRACKER, and that the token may see it.",
    GONE: "Switch issues on for the place in HELP_CENTRE_TRACKER, or name another one.",
}


def problem_of(answer: Answer, name: str, asked: str, *, now: datetime) -> ReceiverProblemError | None:
    """Say what is wrong with *answer* of the tracker *name*, which was *asked* something; None when nothing is."""
    if answer.status < MULTIPLE_CHOICES:
        return None
    said = f"{name} answered {answer.status} when asked to {asked}{_in_its_words(answer)}"
    if _is_rate_limit(answer):
        until = wait_until(answer.headers, now=now)
        return ReceiverProblemError(
            f"{name} wants fewer requests: nothing is sent before {until:%Y-%m-%d %H:%M:%S} UTC.",
            "Wait; what is to be sent is kept.",
            wait_until=until,
            status=answer.status,
        )
    if answer.status >= SERVER_ERROR or answer.status == TIMED_OUT:
        return ReceiverProblemError(
            said, "Wait; it is tried again, less and less often.", unknown=True, status=answer.status
        )
    if answer.status < BAD_REQUEST:
        return ReceiverProblemError(
            said,
            "It has moved: name its new place in HELP_CENTRE_TRACKER or HELP_CENTRE_TRACKER_API.",
            status=answer.status,
        )
    if answer.status in HINTS:
        return ReceiverProblemError(said, HINTS[answer.status], status=answer.status)
    return ReceiverProblemError(
        said, "The other items are sent; this one is tried again later.", scope=Scope.ITEM, status=answer.status
    )


def of_pull_requests(problem: ReceiverProblemError) -> ReceiverProblemError:
    """Say what becomes of a refusal to list pull requests, which concerns no single item; others stay as they are."""
    if not problem.is_refusal or problem.status in MAY_NOT_READ:
        return problem
    hint = "Work items are sent all the same; no pull request takes one until its list can be read."
    return ReceiverProblemError(problem.message, hint, status=problem.status)


def _is_rate_limit(answer: Answer) -> bool:
    if answer.status == TOO_MANY:
        return True
    if answer.status != FORBIDDEN:
        return False
    headers = answer.headers
    return (
        "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0" or "rate limit" in answer.text.lower()
    )


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
