"""A tracker that fails in every way: nothing is lost, nothing is filed twice, and it is said what is wrong."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from feedback_api.receivers.sole_sender import sole_sender
from feedback_api.trackers.account import in_lines
from feedback_api.trackers.delivery import Outcome
from feedback_api.trackers.sync import SENDER, Turn, places_of
from tests.feedback_api.publication import FIRST, NOW, SECOND
from tests.feedback_api.trackers.conftest import Loop
from tests.feedback_api.trackers.tracker_server import Fault, TrackerServer

pytestmark = pytest.mark.slow

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FAULTS = {
    "500": (Fault(500, body='{"message": "oops"}', only="POST"), "answered 500 when asked to file an issue: oops"),
    "502 HTML": (Fault(502, body="<html>Bad gateway</html>", only="POST"), "answered 502 when asked to file an issue."),
    "HTML": (Fault(200, body="<html>Sign in</html>", only="POST"), "something else than its API"),
    "other JSON": (Fault(200, body='{"hello": "world"}', only="POST"), "something else than its API"),
    "404": (Fault(404, body='{"message": "Not Found"}', only="POST"), "answered 404"),
    "410": (Fault(410, body='{"message": "Issues are disabled"}', only="POST"), "answered 410"),
    "301": (Fault(301, {"Location": "http://127.0.0.1:9/"}, only="POST"), "answered 301"),
    "409": (Fault(409, body='{"message": "Conflict"}', only="POST"), "answered 409"),
    "trickle": (Fault(trickle=True, only="POST"), "did not answer when asked to file an issue"),
    "never": (Fault(only="POST"), "did not answer when asked to file an issue"),
}


@pytest.mark.parametrize(("fault", "said"), FAULTS.values(), ids=FAULTS)
def test_nothing_is_lost(loop: Loop, server: TrackerServer, fault: Fault, said: str) -> None:
    """Whatever the tracker does, the item waits, it is said why, and later it is filed, once."""
    loop.open_item()
    server.faults.append(fault)
    report = loop.sync()
    assert said in report.problems[0].message
    assert report.problems[0].hint
    (waiting,) = report.waiting
    assert waiting.problem == report.problems[0].message
    assert loop.standing().problem == (None if said == "answered 409" else report.problems[0].message)
    loop.clock.wait(2 * HOUR)
    assert loop.sync().outcomes == {Outcome.FILED: 1}
    assert list(server.issues) == [1]
    assert loop.standing().problem is None


@pytest.mark.parametrize(
    ("status", "message", "said"),
    [
        (422, '"Validation Failed"', "answered 422 when asked to file an issue: Validation Failed."),
        (400, '{"title": ["is too long", "is odd"]}', "asked to file an issue: title: is too long, is odd."),
        (400, "[[[[[]]]]]", "answered 400 when asked to file an issue: "),
    ],
)
def test_what_is_not_accepted_waits_and_is_filed_later(
    loop: Loop, server: TrackerServer, status: int, message: str, said: str
) -> None:
    """A tracker that refuses an issue is asked with less; when that does not help, the item waits and says so."""
    loop.open_item()
    server.faults += [Fault(status, body=f'{{"message": {message}}}', only="POST")] * 3
    report = loop.sync()
    assert said in report.problems[0].message
    assert len(report.waiting) == 1
    server.faults.clear()
    loop.clock.wait(2 * HOUR)
    assert loop.sync().outcomes == {Outcome.FILED: 1}
    assert list(server.issues) == [1]


def test_a_lost_answer_is_found_again(loop: Loop, server: TrackerServer) -> None:
    """The issue stands although no answer came: it is found by its marker, and not filed twice."""
    loop.open_item()
    server.faults.append(Fault(after_work=True, only="POST"))
    loop.sync()
    assert list(server.issues) == [1]
    assert loop.filed(1) is None
    loop.clock.wait(HOUR)
    assert loop.sync().outcomes == {Outcome.FOUND_AGAIN: 1}
    assert list(server.issues) == [1]
    filed = loop.filed(1)
    assert filed is not None
    assert filed.issue.reference == "1"


@pytest.mark.parametrize(("steps_back", "waits"), [(3, False), (300, False), (300, True)])
def test_a_lost_answer_is_found_whatever_our_clock_says(
    loop: Loop, server: TrackerServer, *, steps_back: int, waits: bool
) -> None:
    """Ours was days ahead of the tracker's when the issue was filed, and was put right or is still ahead."""
    loop.open_item()
    loop.clock.wait(steps_back * DAY)
    server.now = lambda: NOW
    server.faults.append(Fault(after_work=True, only="POST"))
    loop.sync()
    loop.clock.time = loop.clock() + HOUR if waits else NOW + HOUR
    assert loop.sync().outcomes == {Outcome.FOUND_AGAIN: 1}
    assert list(server.issues) == [1]


def test_a_lost_issue_is_found_among_many(loop: Loop, server: TrackerServer) -> None:
    """It is looked for on every page of the list."""
    loop.open_item()
    server.faults.append(Fault(after_work=True, only="POST"))
    loop.sync()
    lost = server.issues.pop(1)
    server.issues[1] = lost
    for number in range(2, 252):
        server.issues[number] = {**lost, "body": "another", "description": "another"}
    loop.clock.wait(HOUR)
    assert loop.sync().outcomes == {Outcome.FOUND_AGAIN: 1}
    assert len(server.issues) == 251


def test_a_lost_issue_of_a_dismissed_item_is_closed(loop: Loop, server: TrackerServer) -> None:
    """The item was dismissed before anybody knew that its issue stands: the issue is found and closed."""
    loop.open_item()
    server.faults.append(Fault(after_work=True, only="POST"))
    loop.sync()
    loop.dismiss(1)
    loop.clock.wait(HOUR)
    loop.sync()
    assert server.issues[1]["state"] == "closed"


def test_a_lost_update_is_sent_again(loop: Loop, server: TrackerServer) -> None:
    """An update that was not answered is told again, which changes nothing if it was heard."""
    loop.open_item()
    loop.sync()
    loop.publish(reset=SECOND, export=FIRST)
    server.faults.append(Fault(after_work=True))
    loop.sync()
    loop.clock.wait(HOUR)
    assert loop.sync().outcomes == {Outcome.UPDATED: 1}
    assert list(server.issues) == [1]


def test_a_wrong_token_holds_everything(loop: Loop, server: TrackerServer) -> None:
    """After a 401 nothing more is asked in this turn, and it is said what to do."""
    loop.open_item()
    loop.open_item("export")
    server.faults.append(Fault(401, body='{"message": "Bad credentials"}'))
    report = loop.sync()
    assert len(server.requests) == 1
    assert "HELP_CENTRE_TRACKER_TOKEN" in report.problems[0].hint
    assert len(report.waiting) == 2
    assert loop.sync().problems == []
    assert len(server.requests) == 1


def test_a_hold_of_our_own_ends_when_a_person_asks(loop: Loop, server: TrackerServer) -> None:
    """Who has put the token right need not wait."""
    loop.open_item()
    server.faults.append(Fault(401, body='{"message": "Bad credentials"}'))
    loop.sync()
    assert loop.sync(by_hand=True).outcomes == {Outcome.FILED: 1}


def limits() -> dict[str, Fault]:
    """List the ways in which trackers ask for fewer requests, each until an hour from now."""
    hour = str(int((NOW + HOUR).timestamp()))
    message = '{"message": "You have exceeded a secondary rate limit."}'
    return {
        "primary": Fault(
            403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": hour}, '{"message": "API rate limit"}'
        ),
        "secondary": Fault(403, {"Retry-After": "3600"}, message),
        "too many": Fault(429, {"Retry-After": "3600"}, "Retry later"),
        "date": Fault(429, {"Retry-After": format_datetime(NOW + HOUR, usegmt=True)}, ""),
        "gitlab": Fault(429, {"RateLimit-Reset": hour}, ""),
    }


@pytest.mark.parametrize("fault", limits().values(), ids=limits())
def test_a_rate_limit_is_kept(loop: Loop, server: TrackerServer, fault: Fault) -> None:
    """Nothing is sent before the tracker wants it, not even by hand; then everything is."""
    loop.open_item()
    server.faults.append(fault)
    report = loop.sync()
    assert report.standing.held_until == NOW + HOUR
    asked = len(server.requests)
    loop.clock.wait(HOUR - timedelta(seconds=1))
    by_hand = loop.sync(by_hand=True)
    assert len(server.requests) == asked
    assert not by_hand.went_well
    assert "wants fewer requests" in "\n".join(in_lines("GitHub", by_hand))
    loop.clock.wait(timedelta(seconds=1))
    assert loop.sync().outcomes == {Outcome.FILED: 1}


def test_half_a_character_in_an_answer_is_kept_as_a_sign_for_it(loop: Loop, server: TrackerServer) -> None:
    """JSON can write what no database keeps; the item waits, and it is said why."""
    loop.open_item()
    server.faults.append(Fault(409, body='{"message": "No \\ud83d \\ud83d\\ude00"}', only="POST"))
    (waiting,) = loop.sync().waiting
    assert waiting.problem is not None
    assert "No \N{REPLACEMENT CHARACTER} \N{GRINNING FACE}" in waiting.problem


def test_a_clock_that_was_ahead_holds_nothing_once_it_is_put_right(loop: Loop, server: TrackerServer) -> None:
    """A hold, a wait and a quiet time further ahead than any can be count as past."""
    loop.open_item()
    loop.clock.wait(300 * DAY)
    server.faults.append(Fault(409, only="POST"))
    assert loop.sync().waiting
    server.faults.append(Fault(429, {"Retry-After": "3600"}))
    loop.sync(by_hand=True)
    held = loop.standing().held_until
    assert held is not None
    assert held > NOW + 300 * DAY
    loop.clock.time = NOW
    assert loop.sync().outcomes == {Outcome.FILED: 1}


def test_a_tracker_that_came_right_is_said_to_work(loop: Loop, server: TrackerServer) -> None:
    """Its list of pull requests can be read again: nothing is held or said to be broken, with nothing to tell."""
    loop.open_item()
    loop.sync()
    server.faults += [Fault(401, body='{"message": "Bad credentials"}')] * 2
    loop.clock.wait(HOUR)
    loop.sync()
    loop.clock.wait(HOUR)
    assert "Bad credentials" in str(loop.sync().standing.problem)
    standing = loop.sync(by_hand=True).standing
    assert (standing.problem, standing.held_until, standing.failures) == (None, None, 0)


def test_a_token_that_may_not_write_is_not_said_to_work(loop: Loop, server: TrackerServer) -> None:
    """Reading pull requests goes well in between; waits grow all the same, and it stays said."""
    loop.open_item()
    for failures in (1, 2, 3):
        server.faults += [Fault(403, body='{"message": "May not write"}', only="POST")] * 2
        standing = loop.sync(by_hand=True).standing
        assert (standing.failures, "May not write" in str(standing.problem)) == (failures, True)
        server.faults.clear()


def test_waits_grow(loop: Loop, server: TrackerServer) -> None:
    """A tracker that stays away is asked less and less often, but at least every hour and a half."""
    loop.open_item()
    waits = []
    for _ in range(12):
        server.faults.append(Fault(503))
        held = loop.sync().standing.held_until
        assert held is not None
        waits.append(held - loop.clock())
        loop.clock.time = held
    assert waits[0] == timedelta(seconds=30)
    assert waits == sorted(waits)
    assert waits[-1] == HOUR


def test_one_item_that_is_refused_does_not_hold_the_others(loop: Loop, server: TrackerServer) -> None:
    """What the tracker has against one item is that item's problem."""
    loop.open_item()
    loop.open_item("export")
    server.faults += [Fault(422, body='{"message": "Validation Failed"}', only="POST")] * 2
    report = loop.sync()
    assert len(report.problems) >= 1
    loop.clock.wait(HOUR)
    loop.sync()
    assert len(server.issues) == 2


@pytest.mark.parametrize("kind", ["github"], indirect=True)
@pytest.mark.parametrize("status", [400, 403, 404, 410, 422, 451])
def test_where_pull_requests_cannot_be_read_issues_are_filed(loop: Loop, server: TrackerServer, status: int) -> None:
    """The token may not, or there are none: that is said, where staff looks too, and holds up no item."""
    loop.open_item()
    server.faults.append(Fault(status, body='{"message": "Resource not accessible by personal access token"}'))
    report = loop.sync()
    assert report.outcomes == {Outcome.FILED: 1}
    assert "list pull requests" in report.problems[0].message
    assert "this one is tried again" not in report.problems[0].hint
    assert "list pull requests" in str(loop.standing().problem)


def test_issues_that_are_switched_off_are_not_taken_for_deleted(loop: Loop, server: TrackerServer) -> None:
    """Somebody switched issues off: the item waits until they are on again."""
    loop.open_item()
    loop.sync()
    kept = dict(server.issues)
    server.issues.clear()
    server.has_issues = False
    loop.publish(reset=SECOND, export=FIRST)
    report = loop.sync()
    assert report.outcomes == {}
    assert len(report.waiting) == 1
    server.has_issues = True
    server.issues.update(kept)
    loop.clock.wait(HOUR)
    assert loop.sync().outcomes == {Outcome.UPDATED: 1}


def test_one_process_at_a_time_speaks_to_the_tracker(loop: Loop) -> None:
    """While another process sends, this one leaves it alone; when that one has ended, this one takes over at once."""
    loop.open_item()
    places = places_of(loop.feedback, loop.settings)
    turn = Turn(loop.feedback, loop.tracker, places, loop.engine, lambda: 0.5, by_hand=True)
    with sole_sender(loop.feedback.database, SENDER) as theirs:
        assert theirs
        assert turn.take() is None
    report = turn.take()
    assert report is not None
    assert report.outcomes == {Outcome.FILED: 1}


def test_a_server_that_is_away_is_no_crash(loop: Loop, server: TrackerServer) -> None:
    """Nobody listens there: it is said, and the item waits."""
    loop.open_item()
    object.__setattr__(loop.tracker._rest._transport, "base", "http://127.0.0.1:1")  # type: ignore[attr-defined]  # noqa: SLF001 - a port where nobody listens
    report = loop.sync()
    assert "did not answer" in report.problems[0].message
    assert server.issues == {}
