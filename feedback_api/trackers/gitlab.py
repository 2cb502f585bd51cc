"""GitLab issues, by the REST API's version 4, of gitlab.com or a server of your own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from urllib.parse import quote

from pydantic import TypeAdapter

from feedback_api.receivers.transport import Transport
from feedback_api.trackers.rest import PER_PAGE, Listed, Moment, Part, Rest, filed_lately
from feedback_api.trackers.tracker import Draft, Issue, PullRequest

PUBLIC_API = "https://gitlab.com/api/v4"
PLACE = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+|\d+")
STATE_EVENTS = {"open": "reopen", "closed": "close"}


class _Issue(Part):
    iid: int
    web_url: str
    description: str | None = None


class _Listed(_Issue, Listed):
    pass


class _MergeRequest(Part):
    iid: int
    web_url: str
    title: str
    state: str
    description: str | None = None
    updated_at: Moment
    merged_at: Moment | None = None


class _Member(Part):
    id: int
    username: str


class _Project(Part):
    issues_access_level: str = "enabled"


ISSUE = TypeAdapter(_Issue)
ISSUES = TypeAdapter(list[_Listed])
MERGE_REQUESTS = TypeAdapter(list[_MergeRequest])
MEMBERS = TypeAdapter(list[_Member])
PROJECT = TypeAdapter(_Project)


class GitLab:
    """The issues of one project."""

    def __init__(self, place: str, token: str, api: str, *, private: bool, patience_seconds: float) -> None:
        """Speak to the project *place*, GROUP/NAME or its number."""
        self.name = f"GitLab ({place})"
        self.key = f"gitlab:{place}" if api == PUBLIC_API else f"gitlab:{place} at {api}"
        self._project = f"/projects/{quote(place, safe='')}"
        self._rest = Rest(Transport(self.name, api, private, {"PRIVATE-TOKEN": token}, patience_seconds))

    def file(self, draft: Draft, *, now: datetime) -> Issue:
        """File a new issue."""
        fields: dict[str, object] = {"title": draft.title, "description": draft.body, "labels": _labels(draft)}
        assignee = self._member(draft.owner, now) if draft.owner else None
        if assignee is not None:
            fields["assignee_ids"] = [assignee]
        return _issue(self._rest.ask(ISSUE, "POST", f"{self._project}/issues", "file an issue", now=now, fields=fields))

    def update(self, issue: Issue, draft: Draft, *, now: datetime) -> Issue | None:
        """Bring *issue* up to date; None when it is gone for good, though the project and its issues are there."""
        fields: dict[str, object] = {"title": draft.title, "description": draft.body}
        if draft.state:
            fields["state_event"] = STATE_EVENTS[draft.state]
        path = f"{self._project}/issues/{issue.reference}"
        changed = self._rest.change(ISSUE, "PUT", path, fields, has_issues=partial(self._has_issues, now), now=now)
        return _issue(changed) if changed else None

    def _has_issues(self, now: datetime) -> bool:
        project = self._rest.ask(PROJECT, "GET", self._project, "show the project", now=now)
        return project.issues_access_level != "disabled"

    def find(self, draft: Draft, *, since: datetime, now: datetime) -> Issue | None:
        """Look through the issues that were filed last."""
        query = {"scope": "all", "order_by": "created_at", "sort": "desc"}
        issues = self._rest.pages(ISSUES, f"{self._project}/issues", "list issues", now=now, query=query)
        for issue in filed_lately(issues, since=since):
            if draft.marker in (issue.description or ""):
                return _issue(issue)
        return None

    def pull_requests(self, *, since: datetime, now: datetime) -> Iterator[PullRequest]:
        """Give the merge requests that changed since, the last one first."""
        query = {"scope": "all", "updated_after": since.isoformat(), "order_by": "updated_at", "sort": "desc"}
        path = f"{self._project}/merge_requests"
        for merge in self._rest.pages(MERGE_REQUESTS, path, "list merge requests", now=now, query=query):
            yield PullRequest(
                reference=f"!{merge.iid}",
                url=merge.web_url,
                text=f"{merge.title}\n{merge.description or ''}",
                moment=merge.merged_at or merge.updated_at,
                withdrawn=merge.state == "closed",
                merged=merge.state == "merged",
            )

    def _member(self, username: str, now: datetime) -> int | None:
        query: dict[str, str | int] = {"query": username, "per_page": PER_PAGE}
        members = self._rest.ask(
            MEMBERS, "GET", f"{self._project}/members/all", "look for the owner", now=now, query=query
        )
        return next((member.id for member in members if member.username == username), None)


def _issue(issue: _Issue) -> Issue:
    return Issue(str(issue.iid), issue.web_url)


def _labels(draft: Draft) -> str:
    """Write labels as GitLab takes them: apart by commas, so that they cannot have any."""
    return ",".join(label.replace(",", " ") for label in draft.labels)
