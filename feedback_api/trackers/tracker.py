"""What every tracker can do, whatever its API looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from feedback_api.queue.account import WorkItemAccount

IssueState = Literal["open", "closed"]


@dataclass(frozen=True)
class Draft:
    """
    An issue as it is to stand in the tracker.

    ``marker`` is part of ``body`` and of no other issue. ``state`` is None when the issue's is to stay as people left
    it. ``delivery`` names this message: whoever gets it twice can tell.
    """

    account: WorkItemAccount
    delivery: str
    marker: str
    title: str
    body: str
    labels: tuple[str, ...]
    owner: str | None
    state: IssueState | None


@dataclass(frozen=True)
class Issue:
    """An issue in the tracker: how it is named there, and its page, if it has one."""

    reference: str
    url: str | None


@dataclass(frozen=True)
class PullRequest:
    """
    A pull or merge request; ``moment`` is when it was merged, or last changed.

    ``withdrawn`` is one that was closed without being merged, ``merged`` one whose text no longer matters.
    """

    reference: str
    url: str
    text: str
    moment: datetime
    withdrawn: bool = False
    merged: bool = False


class Tracker(Protocol):
    """
    A place where issues are filed. Every method asks the tracker and may raise ReceiverProblemError.

    ``name`` is for people, ``key`` tells the place from others in the database.
    """

    name: str
    key: str

    def file(self, draft: Draft, *, now: datetime) -> Issue:
        """File a new issue."""
        ...

    def update(self, issue: Issue, draft: Draft, *, now: datetime) -> Issue | None:
        """
        Bring *issue* up to date; None when somebody deleted it.

        Raises:
            IssueAwayError: it is not found, and may come back.

        """
        ...

    def find(self, draft: Draft, *, since: datetime, now: datetime) -> Issue | None:
        """Look for the issue that carries the draft's marker and was filed at *since* or later."""
        ...

    def pull_requests(self, *, since: datetime, now: datetime) -> Iterator[PullRequest]:
        """Give what was changed at *since* or later, whatever became of it."""
        ...
