"""What is asked of a tracker, and what the one on this machine answers, held against its published description."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.feedback_api.publication import FIRST, SECOND
from tests.feedback_api.trackers.conftest import Loop
from tests.feedback_api.trackers.tracker_server import REPOSITORY, Fault, Request, TrackerServer

OWNER, NAME = REPOSITORY.split("/")
PARAMETERS = {
    "owner": OWNER,
    "repo": NAME,
    "issue_number": r"\d+",
    "assignee": "[^/]+",
    "id": f"{OWNER}%2F{NAME}",
    "issue_iid": r"\d+",
}
GITLAB = "/api/v4"


def described_by(tracker: str) -> dict[str, dict[str, Any]]:
    """Read the operations that a tracker's description has."""
    description = json.loads(Path(__file__).with_name(f"{tracker}_description.json").read_text(encoding="utf-8"))
    operations: dict[str, dict[str, Any]] = description["operations"]
    return operations


OPERATIONS = {**described_by("github"), **described_by("gitlab")}


def operation_of(request: Request) -> str:
    """Find the operation of the descriptions that *request* calls."""
    for name in OPERATIONS:
        method, template = name.split(" ")
        path = re.sub(r"\{(\w+)\}", lambda found: PARAMETERS[found[1]], template)
        if request.method == method and re.fullmatch(path, request.path.removeprefix(GITLAB)):
            return name
    raise AssertionError(f"{request.method} {request.path} is not in the description")


def check(request: Request, status: int, content: Any) -> str:
    """Hold a request and its answer against the description, and name the operation."""
    name = operation_of(request)
    described = OPERATIONS[name]
    for parameter, text in request.query.items():
        schema = described["query"][parameter]
        value = int(text) if schema.get("type") == "integer" else text
        jsonschema_rs.validate(schema, value, validate_formats=True)
    if "body" in described:
        jsonschema_rs.validate(described["body"], request.fields)
    else:
        assert request.body == b""
    assert status in described["statuses"], f"{name} never answers {status}"
    if status < 300 and described["answer"]:
        jsonschema_rs.validate(described["answer"], content)
    return f"{name} {status}"


CALLED = {
    "github": {
        "GET /repos/{owner}/{repo}/assignees/{assignee} 204",
        "GET /repos/{owner}/{repo}/assignees/{assignee} 404",
        "GET /repos/{owner}/{repo}/issues 200",
        "GET /repos/{owner}/{repo}/pulls 200",
        "GET /repos/{owner}/{repo} 200",
        "GET /repos/{owner}/{repo}/issues/{issue_number} 410",
        "PATCH /repos/{owner}/{repo}/issues/{issue_number} 200",
        "PATCH /repos/{owner}/{repo}/issues/{issue_number} 410",
        "POST /repos/{owner}/{repo}/issues 201",
        "POST /repos/{owner}/{repo}/issues 403",
        "POST /repos/{owner}/{repo}/issues 410",
    },
    "gitlab": {
        "GET /projects/{id} 200",
        "GET /projects/{id}/issues 200",
        "GET /projects/{id}/members/all 200",
        "GET /projects/{id}/merge_requests 200",
        "POST /projects/{id}/issues 201",
        "POST /projects/{id}/issues 403",
        "GET /projects/{id}/issues/{issue_iid} 404",
        "PUT /projects/{id}/issues/{issue_iid} 200",
        "PUT /projects/{id}/issues/{issue_iid} 404",
    },
}


def test_every_call_is_one_of_the_published_description(loop: Loop, server: TrackerServer, kind: str) -> None:
    """File, find again, update, close, reopen, look for owner and pull requests, and every refusal on the way."""
    hour = timedelta(hours=1)
    server.people["accounts"] = 17
    server.faults.append(Fault(after_work=True, only="POST"))
    loop.open_item()
    loop.sync()
    server.say(7, "Fixes HC-1")
    loop.clock.wait(hour)
    loop.sync(by_hand=True)
    loop.publish(reset=SECOND, export=FIRST)
    loop.sync()
    loop.rate("reset", no=30, revision=SECOND, at=loop.clock())
    loop.review()
    loop.sync()
    loop.publish(reset="cccccccccccc", export=FIRST)
    loop.rate("reset", yes=40, revision="cccccccccccc", at=loop.clock())
    loop.review()
    loop.sync()
    server.people.clear()
    server.may_label = False
    loop.rate("export", no=11, at=loop.clock())
    loop.review()
    loop.sync()
    server.may_label = True
    loop.dismiss(2)
    loop.sync()
    loop.publish(reset="dddddddddddd", export=FIRST)
    loop.rate("reset", no=30, revision="dddddddddddd", at=loop.clock())
    loop.review()
    loop.sync()
    server.issues.clear()
    loop.publish(reset="eeeeeeeeeeee", export=SECOND)
    loop.sync()
    server.has_issues = False
    loop.rate("export", no=30, revision=SECOND, at=loop.clock())
    loop.review()
    loop.sync()
    assert {check(*answered) for answered in server.answers} == CALLED[kind]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"/repos/{REPOSITORY}/issues", {}),
        (f"/repos/{REPOSITORY}/issues", {"title": "x", "colour": "red"}),
        (f"/repos/{REPOSITORY}/issues", {"title": "x", "labels": "a,b"}),
        (f"{GITLAB}/projects/{OWNER}%2F{NAME}/issues", {}),
        (f"{GITLAB}/projects/{OWNER}%2F{NAME}/issues", {"title": "x", "body": "that is GitHub's"}),
        (f"{GITLAB}/projects/{OWNER}%2F{NAME}/issues", {"title": "x", "state_event": "close"}),
    ],
)
def test_what_the_description_does_not_have_is_found(path: str, body: dict[str, Any]) -> None:
    """A field that is missing, strange, or of another type fails the check above."""
    request = Request("POST", path, {}, {}, json.dumps(body).encode())
    with pytest.raises(jsonschema_rs.ValidationError):
        check(request, 201, {})
