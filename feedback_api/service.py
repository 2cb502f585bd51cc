"""What every request of the feedback service shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app, request

from feedback_api.database.connections import Database
from feedback_api.revisions.published import Published
from feedback_api.settings import Retention
from feedback_api.sources.networks import Network, source_of

EXTENSION = "help-centre-feedback"


@dataclass(frozen=True)
class Feedback:
    """
    The parts of one running service; ``clock`` gives the time in UTC.

    ``experience`` is the file of what search learns, None when it is not to learn; behind the addresses of the networks
    ``shared`` sit many people.
    """

    database: Database
    published: Published
    retention: Retention
    clock: Callable[[], datetime]
    experience: Path | None = None
    shared: tuple[Network, ...] = ()


def current_feedback() -> Feedback:
    """Give the parts of the service that answers the current request."""
    feedback: Feedback = current_app.extensions[EXTENSION]
    return feedback


def current_source(identity: str) -> str | None:
    """Tell whom the current request comes from where people are counted; *identity* is the random one of what came."""
    return source_of(request.remote_addr, shared=current_feedback().shared, identity=identity)


def publication_noticed() -> bool:
    """
    Look whether the site was published a moment ago, and say so.

    Raises:
        PublicationUnclearError: it cannot be told just now.

    """
    feedback = current_feedback()
    return feedback.published.notice_or_wait(now=feedback.clock())


def utc_now() -> datetime:
    """Read the clock of the machine."""
    return datetime.now(UTC)
