"""The signed webhook, as its receiver sees it."""

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import timedelta

import pytest

from feedback_api.trackers.delivery import Outcome
from feedback_api.trackers.settings import TrackerSettings
from tests.feedback_api.publication import FIRST, SECOND
from tests.feedback_api.trackers.conftest import Loop
from tests.feedback_api.trackers.tracker_server import Fault, Request, TrackerServer

pytestmark = pytest.mark.slow

KEY = b"a secret of at least 24 bytes"
SECRET = "whsec_" + base64.b64encode(KEY).decode()


@pytest.fixture
def kind() -> str:
    """Nothing here depends on a tracker with issues."""
    return "github"


@pytest.fixture
def settings(settings: TrackerSettings, server: TrackerServer) -> TrackerSettings:
    """Name the receiver on this machine."""
    return replace(settings, tracker=f"webhook:{server.url}/hook/?team=docs", tracker_token=SECRET, tracker_api="")


def is_genuine(request: Request) -> bool:
    """Check a signature as Standard Webhooks says."""
    signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + request.body
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(f"v1,{expected}", request.headers["webhook-signature"])


def test_a_message_is_signed_and_dated(loop: Loop, server: TrackerServer) -> None:
    """The receiver can tell who sent it, when, and that nobody changed it."""
    loop.open_item(goal="größer")
    assert loop.sync().outcomes == {Outcome.FILED: 1}
    (request,) = server.requests
    assert is_genuine(request)
    assert request.headers["webhook-timestamp"] == str(int(loop.clock().timestamp()))
    assert (request.method, request.path, request.query) == ("POST", "/hook/", {"team": "docs"})
    assert request.headers["content-type"] == "application/json"


def test_a_message_holds_the_whole_item(loop: Loop, server: TrackerServer) -> None:
    """Key, text, labels and evidence are there, so that the receiver need not ask."""
    loop.open_item(goal="sign in again")
    loop.sync()
    told = server.requests[0].fields
    assert told["type"] == "work-item.changed"
    assert told["data"]["key"] == "HC-1"
    assert told["data"]["work_item"]["state"] == "open"
    assert told["data"]["work_item"]["evidence"]["voices"][0]["goal"] == "sign in again"


def test_every_step_is_told_once(loop: Loop, server: TrackerServer) -> None:
    """From open to verified, the receiver hears of each step once, each under its own id."""
    loop.open_item()
    loop.sync()
    loop.publish(reset=SECOND, export=FIRST)
    loop.sync()
    loop.rate("reset", yes=40, revision=SECOND, at=loop.clock())
    loop.review()
    loop.sync()
    loop.sync()
    assert [request.fields["data"]["work_item"]["state"] for request in server.requests] == [
        "open",
        "shipped",
        "verified",
    ]
    assert len({request.headers["webhook-id"] for request in server.requests}) == 3


def test_a_repeated_message_keeps_its_id(loop: Loop, server: TrackerServer) -> None:
    """The answer was lost: the message comes again, and the receiver can tell."""
    loop.open_item()
    server.faults.append(Fault(after_work=True))
    loop.sync()
    loop.clock.wait(timedelta(hours=1))
    loop.sync()
    first, second = server.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert is_genuine(second)


def test_a_lost_message_of_a_dismissed_item_is_followed_by_the_end(loop: Loop, server: TrackerServer) -> None:
    """The receiver may have heard of the item, so it hears that it was dismissed."""
    loop.open_item()
    server.faults.append(Fault(after_work=True))
    loop.sync()
    loop.dismiss(1)
    loop.clock.wait(timedelta(hours=1))
    loop.sync()
    assert server.requests[-1].fields["data"]["work_item"]["state"] == "dismissed"


@pytest.mark.parametrize("status", [301, 400, 404, 410, 429, 500])
def test_only_2xx_is_heard(loop: Loop, server: TrackerServer, status: int) -> None:
    """Any other answer keeps the message, and nothing is followed elsewhere."""
    loop.open_item()
    server.faults.append(Fault(status, {"Location": f"{server.url}/elsewhere"}))
    assert len(loop.sync().waiting) == 1
    loop.clock.wait(timedelta(hours=1))
    assert loop.sync().waiting == []
    assert {request.path for request in server.requests} == {"/hook/"}
