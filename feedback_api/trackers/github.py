"""GitHub Issues, by the REST API's version 2022-11-28; GitHub Enterprise speaks it too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from pydantic import TypeAdapter

from feedback_api.receivers.problems import FORBIDDEN, NOT_FOUND, UNPROCESSABLE, ReceiverProblemError
from feedback_api.receivers.transport import Transport
from feedback_api.trackers.problems import problem_of
from feedback_api.trackers.rest import Listed, Moment, Part, Rest, filed_lately
from feedback_api.trackers.tracker import Draft, Issue, PullRequest

PUBLIC_API = "https://api.github.com"
VERSION = "2022-11-28"
NO_CONTENT = 204
LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}")
PLACE = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
# What a token without the right to push may not set, and what GitHub may refuse although it could do without.
EXTRAS = ("labels", "assignees")


class _Issue(Part):
    number: int
    html_url: str
    body: str | None = None


class _Listed(_Issue, Listed):
    pass


class _PullRequest(Part):
    number: int
    html_url: str
    title: str
    state: str
    body: str | None = None
    updated_at: Moment
    merged_at: Moment | None = None


class _Repository(Part):
    has_issues: bool = True


ISSUE = TypeAdapter(_Issue)
ISSUES = TypeAdapter(list[_Listed])
PULL_REQUESTS = TypeAdapter(list[_PullRequest])
REPOSITORY = TypeAdapter(_Repository)


class GitHub:
    """The issues of one repository."""

    def __init__(self, place: str, token: str, api: str, *, private: bool, patience_seconds: float) -> None:
        """Speak to the repository *place*, OWNER/NAME."""
        self.name = f"GitHub ({place})"
        self.key = f"github:{place}" if api == PUBLIC_API else f"github:{place} at {api}"
        self._repository = f"/repos/{place}"
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "X-GitHub-Api-Version": VERSION,
        }
        self._transport = Transport(self.name, api, private, headers, patience_seconds)
        self._rest = Rest(self._transport)

    def file(self, draft: Draft, *, now: datetime) -> Issue:
        """File a new issue; without labels and assignee when they are refused: better than no issue."""
        assignees = [draft.owner] if draft.owner and self._can_be_assigned(draft.owner, now) else []
        fields = {
            "title": draft.title,
            "body": draft.body,
            "labels": [label.replace(",", " ") for label in draft.labels],
            "assignees": assignees,
        }
        path, asked = f"{self._repository}/issues", "file an issue"
        try:
            return _issue(self._rest.ask(ISSUE, "POST", path, asked, now=now, fields=fields))
        except ReceiverProblemError as problem:
            if problem.status not in (FORBIDDEN, UNPROCESSABLE) or problem.wait_until:
                raise
        plain = {name: value for name, value in fields.items() if name not in EXTRAS}
        return _issue(self._rest.ask(ISSUE, "POST", path, asked, now=now, fields=plain))

    def update(self, issue: Issue, draft: Draft, *, now: datetime) -> Issue | None:
        """Bring *issue* up to date; None when it is gone for good, though the repository has issues."""
        fields: dict[str, object] = {"title": draft.title, "body": draft.body}
        if draft.state:
            fields["state"] = draft.state
        if draft.state == "closed":
            fields["state_reason"] = "completed" if draft.account.state == "verified" else "not_planned"
        path = f"{self._repository}/issues/{issue.reference}"
        changed = self._rest.change(ISSUE, "PATCH", path, fields, has_issues=partial(self._has_issues, now), now=now)
        return _issue(changed) if changed else None

    def _has_issues(self, now: datetime) -> bool:
        return self._rest.ask(REPOSITORY, "GET", self._repository, "show the repository", now=now).has_issues

    def find(self, draft: Draft, *, since: datetime, now: datetime) -> Issue | None:
        """Look through the issues that were filed last; the search of GitHub would know a new one too late."""
        query = {"state": "all", "sort": "created", "direction": "desc"}
        issues = self._rest.pages(ISSUES, f"{self._repository}/issues", "list issues", now=now, query=query)
        for issue in filed_lately(issues, since=since):
            if draft.marker in (issue.body or ""):
                return _issue(issue)
        return None

    def pull_requests(self, *, since: datetime, now: datetime) -> Iterator[PullRequest]:
        """Give the pull requests that changed since, the last one first."""
        query = {"state": "all", "sort": "updated", "direction": "desc"}
        path = f"{self._repository}/pulls"
        for pull in self._rest.pages(PULL_REQUESTS, path, "list pull requests", now=now, query=query):
            if pull.updated_at < since:
                return
            merged = pull.merged_at is not None
            yield PullRequest(
                reference=f"#{pull.number}",
                url=pull.html_url,
                text=f"{pull.title}\n{pull.body or ''}",
                moment=pull.merged_at or pull.updated_at,
                withdrawn=pull.state == "closed" and not merged,
                merged=merged,
            )

    def _can_be_assigned(self, owner: str, now: datetime) -> bool:
        if not LOGIN.fullmatch(owner):
            return False
        answer = self._transport.send("GET", f"{self._repository}/assignees/{owner}", "look for the owner")
        if answer.status == NOT_FOUND:
            return False
        problem = problem_of(answer, self.name, "look for the owner", now=now)
        if problem and problem.status != FORBIDDEN:
            raise problem
        return answer.status == NO_CONTENT


def _issue(issue: _Issue) -> Issue:
    return Issue(str(issue.number), issue.html_url)
