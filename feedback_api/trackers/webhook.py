"""A signed webhook that is told of work items. A delivery that is repeated keeps its id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from feedback_api.receivers.problems import FORBIDDEN, GONE, NOT_FOUND, UNAUTHORIZED, ReceiverProblemError
from feedback_api.receivers.signing import read_secret, signature_headers
from feedback_api.receivers.transport import Transport
from feedback_api.trackers.problems import problem_of
from feedback_api.trackers.tracker import Draft, Issue, PullRequest

EVENT = "work-item.changed"
# A receiver has no repository, no issues and no token.
HINTS = {
    **dict.fromkeys(
        (UNAUTHORIZED, FORBIDDEN),
        "Give the receiver the secret in HELP_CENTRE_TRACKER_TOKEN, and let it take deliveries.",
    ),
    **dict.fromkeys(
        (NOT_FOUND, GONE), "Check the address in HELP_CENTRE_TRACKER; the receiver there takes nothing any more."
    ),
}


class Webhook:
    """One address that is told of every change; it answers nothing that is kept."""

    def __init__(self, url: str, secret: str, *, private: bool, patience_seconds: float) -> None:
        """
        Tell *url*, signed with *secret*.

        Raises:
            SettingError: the secret is none, or the address cannot be used.

        """
        host = urlsplit(url).netloc
        self.name = f"The webhook ({host})"
        self.key = f"webhook:{hashlib.sha256(url.encode()).hexdigest()[:16]} at {host}"
        self._secret = read_secret(secret, "HELP_CENTRE_TRACKER_TOKEN")
        self._transport = Transport(self.name, url, private, {}, patience_seconds)

    def file(self, draft: Draft, *, now: datetime) -> Issue:
        """Tell of a new work item."""
        return self._tell(draft, now)

    def update(self, issue: Issue, draft: Draft, *, now: datetime) -> Issue | None:
        """Tell what became of a work item."""
        del issue
        return self._tell(draft, now)

    def find(self, draft: Draft, *, since: datetime, now: datetime) -> Issue | None:
        """Take it that the receiver knows the item: it is told again, and can tell by the id."""
        del since, now
        return Issue(draft.delivery, None)

    def pull_requests(self, *, since: datetime, now: datetime) -> Iterator[PullRequest]:
        """Give none."""
        del since, now
        return iter(())

    def _tell(self, draft: Draft, now: datetime) -> Issue:
        body = json.dumps(
            {
                "type": EVENT,
                "timestamp": now.isoformat(),
                "data": {
                    "key": draft.title.split(":", 1)[0],
                    "title": draft.title,
                    "text": draft.body,
                    "labels": draft.labels,
                    "work_item": draft.account.model_dump(mode="json"),
                },
            },
            ensure_ascii=False,
        ).encode()
        headers = signature_headers(self._secret, draft.delivery, body, now=now)
        asked = "take a work item"
        problem = problem_of(
            self._transport.send("POST", "", asked, body=body, headers=headers), self.name, asked, now=now
        )
        if problem and problem.status in HINTS:
            raise ReceiverProblemError(problem.message, HINTS[problem.status], status=problem.status) from problem
        if problem:
            raise problem
        return Issue(draft.delivery, None)
