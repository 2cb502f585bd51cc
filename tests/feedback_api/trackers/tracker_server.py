"""
A GitHub and a GitLab on this machine: the calls that are used, as their published REST API descriptions have them.

`test_descriptions` holds both sides against what these descriptions say.

Whatever is not in those descriptions is refused, so that a test fails where the real one would. Faults are put in the
place of the next answers: a status with headers and a body, an answer that is lost after the work was done, one that
trickles, and none at all.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.web_server import serving

TOKEN = "right-token"
REPOSITORY = "acme/help"
GITHUB_ISSUE_FIELDS = {"title", "body", "labels", "assignees", "state", "state_reason"}
GITLAB_ISSUE_FIELDS = {"title", "description", "labels", "assignee_ids", "state_event"}
MAX_GITHUB_BODY_CHARS = 65_536
LONG_AGO = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class Fault:
    """What happens to one request instead; ``after_work`` does first what was asked, then loses the answer."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    after_work: bool = False
    trickle: bool = False
    only: str = ""


@dataclass(frozen=True)
class Request:
    """A request as it came in."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def fields(self) -> dict[str, Any]:
        """The JSON of the body."""
        fields: dict[str, Any] = json.loads(self.body)
        return fields


@dataclass
class TrackerServer:
    """The state of both trackers, and of a webhook's receiver."""

    now: Callable[[], datetime]
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)
    has_issues: bool = True
    may_label: bool = True
    requests: list[Request] = field(default_factory=list)
    answers: list[tuple[Request, int, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    url: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)

    def asked(self, method: str) -> list[Request]:
        """Give the requests with this method."""
        return [request for request in self.requests if request.method == method]

    def say(self, number: int, text: str) -> None:
        """Let a person open a pull request."""
        moment = _iso(self.now())
        self.pulls.append({"number": number, "title": text, "body": None, "state": "open", "at": moment})

    def give_up(self, number: int) -> None:
        """Let a person close a pull request without merging it."""
        pull = next(pull for pull in self.pulls if pull["number"] == number)
        pull.update(state="closed", at=_iso(self.now()))

    def fault_for(self, request: Request) -> Fault | None:
        """Take the next fault, if it is meant for this request."""
        for fault in self.faults:
            if fault.only in ("", request.method) or (fault.only[0] == "/" and request.path.endswith(fault.only)):
                self.faults.remove(fault)
                return fault
        return None

    def answer(self, request: Request) -> tuple[int, Any]:
        """Do what is asked, and give status and JSON."""
        if request.path.startswith("/hook"):
            return 200, {}
        if request.path.startswith("/api/v4/"):
            return GitLabSide(self).answer(request)
        return GitHubSide(self).answer(request)


@dataclass
class GitHubSide:
    """The REST API of GitHub."""

    server: TrackerServer

    def answer(self, request: Request) -> tuple[int, Any]:
        """Follow the description of the repository, once it is known who asks."""
        if "user-agent" not in request.headers:
            return 403, {"message": "Request forbidden by administrative rules."}
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials"}
        prefix = f"/repos/{REPOSITORY}"
        if not request.path.startswith(prefix):
            return 404, {"message": "Not Found"}
        return self.inside(request.path.removeprefix(prefix), request)

    def inside(self, path: str, request: Request) -> tuple[int, Any]:
        """Follow the description of the repository's issues, pulls and assignees."""
        if path == "":
            return 200, {"full_name": REPOSITORY, "has_issues": self.server.has_issues}
        if path.startswith("/assignees/"):
            known = path.removeprefix("/assignees/") in self.server.people
            return (204, None) if known else (404, {"message": "Not Found"})
        if path == "/pulls" and request.method == "GET":
            pulls = sorted(self.server.pulls, key=lambda pull: pull["at"], reverse=True)
            return 200, _page([self.pull(pull) for pull in pulls], request)
        if not self.server.has_issues:
            return 410, {"message": "Issues are disabled for this repo"}
        if path == "/issues":
            return self.create(request) if request.method == "POST" else self.list(request)
        return self.update(path, request)

    def create(self, request: Request) -> tuple[int, Any]:
        """POST /repos/{owner}/{repo}/issues."""
        fields = request.fields
        invalid = self.invalid(fields)
        if invalid or not isinstance(fields.get("title"), str):
            return 422, {"message": "Validation Failed", "errors": [{"field": invalid or "title"}]}
        if fields.get("labels") and not self.server.may_label:
            return 403, {"message": "You do not have permission to create labels on this repository."}
        number = max(self.server.issues, default=0) + 1
        self.server.issues[number] = {"state": "open", "created": self.server.now(), **fields}
        return 201, self.issue(number)

    def list(self, request: Request) -> tuple[int, Any]:
        """GET /repos/{owner}/{repo}/issues: pull requests are issues too."""
        assert request.query["state"] == "all"
        since = datetime.fromisoformat(request.query.get("since", LONG_AGO))
        found = [
            {**self.issue(n), "created_at": _iso(issue["created"])}
            for n, issue in self.server.issues.items()
            if issue["created"] >= since
        ]
        shown = ("number", "html_url", "title", "body", "state")
        pulls = [
            {**{name: self.pull(pull)[name] for name in shown}, "created_at": pull["at"]} for pull in self.server.pulls
        ]
        return 200, _page([*pulls, *reversed(found)], request)

    def update(self, path: str, request: Request) -> tuple[int, Any]:
        """GET or PATCH /repos/{owner}/{repo}/issues/{issue_number}."""
        found = re.fullmatch(r"/issues/(\d+)", path)
        if not found or request.method not in ("GET", "PATCH"):
            return 404, {"message": "Not Found"}
        number = int(found[1])
        if number not in self.server.issues:
            return 410, {"message": "This issue was deleted"}
        if request.method == "GET":
            return 200, self.issue(number)
        fields = request.fields
        invalid = self.invalid(fields)
        if invalid or fields.get("state") not in (None, "open", "closed"):
            return 422, {"message": "Validation Failed", "errors": [{"field": invalid or "state"}]}
        self.server.issues[number].update(fields)
        return 200, self.issue(number)

    def invalid(self, fields: dict[str, Any]) -> str:
        """Name a field that the description does not have, or that has a wrong value."""
        unknown = sorted(fields.keys() - GITHUB_ISSUE_FIELDS)
        if unknown:
            return unknown[0]
        if set(fields.get("assignees", [])) - self.server.people.keys():
            return "assignees"
        return "body" if len(fields.get("body", "")) > MAX_GITHUB_BODY_CHARS else ""

    def issue(self, number: int) -> dict[str, Any]:
        """Show an issue as the description does, as far as anybody reads it."""
        issue = self.server.issues[number]
        return {
            "number": number,
            "html_url": f"https://github.com/{REPOSITORY}/issues/{number}",
            "title": issue["title"],
            "body": issue["body"],
            "state": issue["state"],
        }

    def pull(self, pull: dict[str, Any]) -> dict[str, Any]:
        """Show a pull request."""
        return {
            "number": pull["number"],
            "html_url": f"https://github.com/{REPOSITORY}/pull/{pull['number']}",
            "title": pull["title"],
            "body": pull["body"],
            "state": pull["state"],
            "updated_at": pull["at"],
            "merged_at": pull.get("merged_at"),
        }


@dataclass
class GitLabSide:
    """The REST API of GitLab, version 4."""

    server: TrackerServer

    def answer(self, request: Request) -> tuple[int, Any]:
        """Follow the documentation of the project's issues, merge requests and members."""
        if request.headers.get("private-token") != TOKEN:
            return 401, {"message": "401 Unauthorized"}
        project, _, path = request.path.removeprefix("/api/v4/projects/").partition("/")
        if unquote(project) != REPOSITORY:
            return 404, {"message": "404 Project Not Found"}
        return self.inside(path, request)

    def inside(self, path: str, request: Request) -> tuple[int, Any]:
        """Follow the documentation of what is in the project."""
        if path == "":
            level = "enabled" if self.server.has_issues else "disabled"
            return 200, {"path_with_namespace": REPOSITORY, "issues_access_level": level}
        if path == "members/all":
            people = [{"id": number, "username": name} for name, number in self.server.people.items()]
            return 200, [person for person in people if request.query["query"] in str(person["username"])]
        if path == "merge_requests":
            after = datetime.fromisoformat(request.query["updated_after"])
            pulls = [pull for pull in self.server.pulls if datetime.fromisoformat(pull["at"]) >= after]
            return 200, _page([self.merge_request(pull) for pull in pulls], request)
        if not self.server.has_issues:
            return (
                (403, {"message": "403 Forbidden"}) if request.method == "POST" else (404, {"message": "404 Not found"})
            )
        if path == "issues":
            return self.create(request) if request.method == "POST" else self.list(request)
        return self.update(path, request)

    def create(self, request: Request) -> tuple[int, Any]:
        """POST /projects/:id/issues."""
        fields = request.fields
        if fields.keys() - GITLAB_ISSUE_FIELDS or "title" not in fields:
            return 400, {"error": "title is missing"}
        number = max(self.server.issues, default=0) + 1
        self.server.issues[number] = {"state": "opened", "created": self.server.now(), **fields}
        return 201, self.issue(number)

    def list(self, request: Request) -> tuple[int, Any]:
        """GET /projects/:id/issues."""
        after = datetime.fromisoformat(request.query.get("created_after", LONG_AGO))
        found = [
            {**self.issue(n), "created_at": _iso(issue["created"])}
            for n, issue in self.server.issues.items()
            if issue["created"] >= after
        ]
        return 200, _page(found[::-1], request)

    def update(self, path: str, request: Request) -> tuple[int, Any]:
        """GET or PUT /projects/:id/issues/:issue_iid."""
        found = re.fullmatch(r"issues/(\d+)", path)
        if not found or request.method not in ("GET", "PUT") or int(found[1]) not in self.server.issues:
            return 404, {"message": "404 Not found"}
        if request.method == "GET":
            return 200, self.issue(int(found[1]))
        fields = request.fields
        event = fields.pop("state_event", None)
        if fields.keys() - GITLAB_ISSUE_FIELDS or event not in (None, "close", "reopen"):
            return 400, {"error": "state_event does not have a valid value"}
        issue = self.server.issues[int(found[1])]
        issue.update(fields)
        issue["state"] = {"close": "closed", "reopen": "opened", None: issue["state"]}[event]
        return 200, self.issue(int(found[1]))

    def issue(self, number: int) -> dict[str, Any]:
        """Show an issue."""
        issue = self.server.issues[number]
        web_url = f"https://gitlab.com/{REPOSITORY}/-/issues/{number}"
        return {
            "id": 9000 + number,
            "iid": number,
            "web_url": web_url,
            "title": issue["title"],
            "description": issue["description"],
            "state": issue["state"],
        }

    def merge_request(self, pull: dict[str, Any]) -> dict[str, Any]:
        """Show a merge request."""
        state = {"open": "opened", "closed": "closed"}[pull["state"]]
        return {
            "iid": pull["number"],
            "web_url": f"https://gitlab.com/{REPOSITORY}/-/merge_requests/{pull['number']}",
            "title": pull["title"],
            "description": pull["body"],
            "state": "merged" if pull.get("merged_at") else state,
            "updated_at": pull["at"],
            "merged_at": pull.get("merged_at"),
        }


def _page(entries: list[Any], request: Request) -> list[Any]:
    per_page, page = int(request.query.get("per_page", 30)), int(request.query.get("page", 1))
    return entries[(page - 1) * per_page : page * per_page]


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class TrackerHandler(BaseHTTPRequestHandler):
    """One request: a fault if one is due, else what the trackers answer."""

    server: LocalServer

    def handle_all(self) -> None:
        """Answer any method."""
        state = self.server.state
        parts = urlsplit(self.path)
        request = Request(
            self.command,
            parts.path,
            {name: values[0] for name, values in parse_qs(parts.query).items()},
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(self.headers.get("Content-Length", 0))),
        )
        state.requests.append(request)
        fault = state.fault_for(request)
        if fault is None:
            status, content = state.answer(request)
            state.answers.append((request, status, content))
            self.reply(status, {}, "" if content is None else json.dumps(content), "application/json")
        else:
            self.fail(fault, request)

    do_GET = do_POST = do_PATCH = do_PUT = handle_all  # noqa: N815 - names that the library calls

    def fail(self, fault: Fault, request: Request) -> None:
        """Do what *fault* says instead of what was asked."""
        if fault.trickle:
            self.trickle()
        elif fault.status:
            kind = "application/json" if fault.body.startswith("{") else "text/html"
            self.reply(fault.status, fault.headers, fault.body, kind)
        elif fault.after_work:
            self.server.state.answer(request)
            self.close_connection = True
        else:
            self.server.state.stopped.wait(5)

    def reply(self, status: int, headers: dict[str, str], body: str, content_type: str) -> None:
        """Send one answer."""
        self.send_response(status)
        sent = {"Content-Type": content_type, "Content-Length": str(len(body.encode())), **headers}
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def trickle(self) -> None:
        """Send an answer that never ends, a byte at a time."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            while not self.server.state.stopped.wait(0.02):
                self.wfile.write(b" ")
                self.wfile.flush()
        except OSError:
            return

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class LocalServer(ThreadingHTTPServer):
    """A server that knows the state of the trackers."""

    daemon_threads = True

    def __init__(self, state: TrackerServer) -> None:
        super().__init__(("127.0.0.1", 0), TrackerHandler)
        self.state = state
        state.url = f"http://127.0.0.1:{self.server_port}"


def serve_tracker(now: Callable[[], datetime]) -> Iterator[TrackerServer]:
    """Serve until the iteration goes on."""
    state = TrackerServer(now)
    server = LocalServer(state)
    with serving(server):
        try:
            yield state
        finally:
            state.stopped.set()
