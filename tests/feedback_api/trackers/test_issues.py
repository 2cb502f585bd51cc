"""Issues in GitHub and GitLab: filed once, kept up to date without spam, closed and reopened with the item."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from feedback_api.replies.flags import FlagBody, set_flag
from feedback_api.revisions.published import find_article
from feedback_api.revisions.tables import articles
from feedback_api.trackers.account import in_lines
from feedback_api.trackers.delivery import Outcome
from feedback_api.trackers.outbox import find_filed
from feedback_api.trackers.sync import SyncReport
from feedback_api.work_items.names import State
from tests.feedback_api.publication import FIRST, NOW, SECOND
from tests.feedback_api.trackers.conftest import Loop
from tests.feedback_api.trackers.tracker_server import REPOSITORY, Fault, TrackerServer

pytestmark = pytest.mark.slow

THIRD = "cccccccccccc"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def body(issue: dict[str, Any]) -> str:
    """Give the text of an issue, whatever the tracker calls it."""
    return str(issue.get("body") or issue.get("description"))


def is_open(issue: dict[str, Any]) -> bool:
    """Say whether an issue is open, whatever the tracker calls that."""
    return issue["state"] in {"open", "opened"}


def give_up(loop: Loop) -> SyncReport:
    """Take turns until an issue that is gone is given up: GitHub says so, GitLab is asked a day later."""
    report = loop.sync()
    if report.waiting:
        loop.clock.wait(DAY)
        report = loop.sync()
    return report


def test_an_item_is_filed_once(loop: Loop, server: TrackerServer) -> None:
    """A new item becomes one issue; the next turns find nothing to say."""
    loop.open_item(goal="sign in again")
    assert loop.sync().outcomes == {Outcome.FILED: 1}
    assert loop.sync().outcomes == {}
    assert list(server.issues) == [1]
    assert server.issues[1]["title"] == "HC-1: Reset"
    filed = loop.filed(1)
    assert filed is not None
    assert filed.issue.reference == "1"
    assert filed.issue.url


def test_the_text_is_one_to_act_on(loop: Loop, server: TrackerServer) -> None:
    """The issue says how bad it is, what readers wanted, why it failed, and where to read, edit and look closer."""
    loop.open_item(goal="sign in again", comment="the button is gone", reason="failed")
    loop.sync()
    text = body(server.issues[1])
    assert "11 of 11 readers said no" in text
    assert "sign in again" in text
    assert "(I followed it and it did not work) the button is gone" in text
    assert "[Edit the source](https://github.com/acme/help/edit/main/content/guides/reset.md)" in text
    assert "[Read the article](https://help.example.com/guides/reset/)" in text
    assert "(https://help.example.com/staff/work-items/1)" in text
    assert "Fixes HC-1" in text


def test_it_carries_labels_and_its_owner(loop: Loop, server: TrackerServer) -> None:
    """Labels say what it is and whose; the owner is assigned when the tracker knows somebody of that name."""
    server.people["accounts"] = 17
    loop.open_item()
    loop.sync()
    labels = server.issues[1]["labels"]
    assert sorted(labels if isinstance(labels, list) else labels.split(",")) == [
        "help-centre",
        "owner: accounts",
        "poor-rating",
    ]
    assert [server.issues[1].get("assignees"), server.issues[1].get("assignee_ids")] in (
        [["accounts"], None],
        [None, [17]],
    )


def test_an_owner_who_is_named_as_an_account_is_assigned(loop: Loop, server: TrackerServer) -> None:
    """The sign by which forges tell accounts from teams is no part of the account's name."""
    server.people["ada"] = 18
    loop.open_item()
    with loop.feedback.database.writing() as connection:
        connection.execute(update(articles).values(owner="@ada"))
    loop.sync()
    assert [server.issues[1].get("assignees"), server.issues[1].get("assignee_ids")] in ([["ada"], None], [None, [18]])


def test_an_owner_whom_the_tracker_does_not_know_is_not_assigned(loop: Loop, server: TrackerServer) -> None:
    """A team's name is no person: the label says whose it is, and nobody is assigned."""
    loop.open_item()
    loop.sync()
    assert not server.issues[1].get("assignees")
    assert not server.issues[1].get("assignee_ids")


def test_the_issue_follows_the_item_to_verified(loop: Loop, server: TrackerServer) -> None:
    """A repair is told of, and the issue closes when its readers have proven that it helps."""
    loop.open_item()
    loop.sync()
    loop.publish(reset=SECOND, export=FIRST)
    assert loop.sync().outcomes == {Outcome.UPDATED: 1}
    assert "A repair is live" in body(server.issues[1])
    loop.rate("reset", yes=40, revision=SECOND, at=loop.clock())
    loop.review()
    assert loop.item(1).state is State.VERIFIED
    assert loop.sync().outcomes == {Outcome.CLOSED: 1}
    assert not is_open(server.issues[1])
    assert loop.sync().outcomes == {}


def test_a_failed_repair_reopens_the_issue(loop: Loop, server: TrackerServer) -> None:
    """Merging closed the issue; when readers prove that the repair failed, the same issue is open again."""
    loop.open_item()
    loop.sync()
    server.issues[1]["state"] = "closed"
    loop.publish(reset=SECOND, export=FIRST)
    loop.sync()
    assert not is_open(server.issues[1])
    loop.rate("reset", no=30, revision=SECOND, at=loop.clock())
    loop.review()
    assert loop.sync().outcomes == {Outcome.REOPENED: 1}
    assert is_open(server.issues[1])
    assert list(server.issues) == [1]


def test_a_dismissed_item_closes_its_issue(loop: Loop, server: TrackerServer) -> None:
    """The issue is closed and says why."""
    loop.open_item()
    loop.sync()
    loop.dismiss(1)
    assert loop.sync().outcomes == {Outcome.CLOSED: 1}
    assert not is_open(server.issues[1])
    assert "It is right." in body(server.issues[1])


def test_an_item_that_closed_before_it_was_sent_is_never_filed(loop: Loop, server: TrackerServer) -> None:
    """What is over is none of the tracker's business, also when it waited in the outbox."""
    loop.open_item()
    server.faults.append(Fault(500))
    loop.sync()
    loop.dismiss(1)
    loop.clock.wait(DAY)
    assert loop.sync().waiting == []
    assert server.issues == {}


def test_a_few_more_ratings_say_nothing_new(loop: Loop, server: TrackerServer) -> None:
    """The issue is left alone while its text still tells the truth."""
    loop.open_item()
    loop.sync()
    loop.clock.wait(2 * DAY)
    loop.rate("reset", no=2, at=loop.clock())
    loop.review()
    assert loop.sync().outcomes == {}
    assert len(server.asked("PATCH") + server.asked("PUT")) == 0


def test_twice_as_many_unhelped_are_told_once_a_day(loop: Loop) -> None:
    """The issue is updated when the evidence changes materially, at most once a day."""
    loop.open_item()
    loop.sync()
    loop.rate("reset", no=30, at=loop.clock())
    loop.review()
    assert loop.sync().outcomes == {}
    loop.clock.wait(DAY)
    loop.review()
    assert loop.sync().outcomes == {Outcome.UPDATED: 1}


def test_the_issue_is_told_of_flags_that_join_its_item(loop: Loop, server: TrackerServer) -> None:
    """What the same repair is to answer stands in the issue a day later, once."""
    loop.open_item()
    loop.sync()
    with loop.feedback.database.writing() as connection:
        article = find_article(connection, "reset")
        assert article is not None
        set_flag(connection, article, FlagBody(article_id="reset", kind="wrong", words="Step 3 is gone"), now=NOW)
    loop.clock.wait(DAY)
    assert loop.sync().outcomes == {Outcome.UPDATED: 1}
    assert "Step 3 is gone" in body(server.issues[1])
    loop.clock.wait(DAY)
    assert not loop.sync().outcomes


def test_a_deleted_issue_stays_deleted(loop: Loop, server: TrackerServer) -> None:
    """Somebody deleted the issue: it is not filed again while the repair goes its way."""
    loop.open_item()
    loop.sync()
    server.issues.clear()
    loop.publish(reset=SECOND, export=FIRST)
    assert give_up(loop).outcomes == {Outcome.DELETED: 1}
    assert loop.sync().outcomes == {}
    assert loop.standing().problem is None


@pytest.mark.parametrize("kind", ["github"], indirect=True)
def test_an_issue_that_was_moved_holds_nobody_up(loop: Loop, server: TrackerServer) -> None:
    """Somebody transferred the issue to another repository: after a day it is theirs, and all else goes on."""
    loop.open_item()
    loop.sync()
    loop.publish(reset=SECOND, export=FIRST)
    moved = Fault(301, {"Location": f"{server.url}/repositories/2/issues/1"}, only=f"/{REPOSITORY}/issues/1")
    server.faults += [moved] * 4
    report = loop.sync()
    assert "stays away for a day" in report.problems[0].hint
    loop.clock.wait(DAY)
    assert loop.sync().outcomes == {Outcome.DELETED: 1}
    assert loop.standing().problem is None


@pytest.mark.parametrize("status", [301, 404, 410])
def test_an_issue_that_is_away_for_a_moment_is_told_again(loop: Loop, server: TrackerServer, status: int) -> None:
    """A tracker that is mistaken once, or for an hour, loses nothing."""
    loop.open_item()
    loop.sync()
    loop.publish(reset=SECOND, export=FIRST)
    away = Fault(status, body='{"message": "Not Found"}', only="/issues/1")
    server.faults += [away] if status == 410 else [away] * 3
    assert loop.sync().outcomes == {}
    loop.clock.wait(2 * HOUR)
    loop.sync()
    loop.clock.wait(2 * HOUR)
    loop.sync()
    filed = loop.filed(1)
    assert filed is not None
    assert not filed.deleted
    assert loop.sync().waiting == []


def test_a_failed_repair_is_filed_anew_when_its_issue_was_deleted(loop: Loop, server: TrackerServer) -> None:
    """A repair that did not help is news, even to those who deleted the issue."""
    loop.open_item()
    loop.sync()
    server.issues.clear()
    loop.publish(reset=SECOND, export=FIRST)
    give_up(loop)
    loop.rate("reset", no=30, revision=SECOND, at=loop.clock())
    loop.review()
    assert loop.sync().outcomes == {Outcome.FILED: 1}
    assert is_open(server.issues[1])


def test_a_pull_request_takes_the_item(loop: Loop, server: TrackerServer) -> None:
    """Naming the item in a pull request is enough to show that somebody is at it."""
    loop.open_item()
    loop.sync()
    server.say(7, "Say where the button went (fixes HC-1)")
    report = loop.sync(by_hand=True)
    assert report.taken == [1]
    assert loop.item(1).state is State.IN_REVIEW
    assert "Pull request" in str(loop.item(1).reason)
    assert "Somebody is at it" in body(server.issues[1])


def test_a_request_that_is_given_up_lets_go_of_the_item(loop: Loop, server: TrackerServer) -> None:
    """Closed without being merged, it is nobody's repair: the item waits again, and its issue says so."""
    loop.open_item()
    loop.sync()
    server.say(7, "Fixes HC-1")
    loop.sync(by_hand=True)
    loop.clock.wait(DAY)
    server.give_up(7)
    report = loop.sync(by_hand=True)
    assert report.let_go == [1]
    assert loop.item(1).state is State.OPEN
    assert "#7 was closed without being merged" in body(server.issues[1]).replace("!7", "#7")
    assert "HC-1 waits again" in "\n".join(in_lines("GitHub", report))
    loop.clock.wait(DAY)
    server.say(8, "Fixes HC-1")
    assert loop.sync(by_hand=True).taken == [1]


def test_a_failed_repair_that_is_given_up_waits_as_one(loop: Loop, server: TrackerServer) -> None:
    """Who lets go of a reopened item leaves it reopened."""
    loop.open_item()
    loop.publish(reset=SECOND, export=FIRST)
    loop.rate("reset", no=30, revision=SECOND, at=loop.clock())
    loop.review()
    server.say(7, "Fixes HC-1")
    loop.sync()
    server.give_up(7)
    assert loop.sync(by_hand=True).let_go == [1]
    assert loop.item(1).state is State.REOPENED


def test_a_repair_that_nobody_decides_asks_in_the_tracker(loop: Loop, server: TrackerServer) -> None:
    """The issue says from when on another signal is asked for, and on that day it is open and asks, once."""
    loop.open_item()
    loop.sync()
    server.issues[1]["state"] = "closed"
    loop.publish(reset=SECOND, export=FIRST)
    loop.sync()
    assert "If they have not by 19 December 2026, this asks for another signal." in body(server.issues[1])
    assert not is_open(server.issues[1])
    loop.clock.wait(28 * DAY)
    assert loop.sync().outcomes == {Outcome.REOPENED: 1}
    assert is_open(server.issues[1])
    assert "have not decided since 21 November 2026. Ask for another signal" in body(server.issues[1])
    loop.clock.wait(28 * DAY)
    assert loop.sync().outcomes == {}


def test_the_issue_of_a_repair_counts_along(loop: Loop, server: TrackerServer) -> None:
    """It does not go on saying that nobody has rated the repair when some have and more are needed."""
    loop.open_item()
    loop.publish(reset=SECOND, export=FIRST)
    loop.sync()
    assert "Nobody has rated the repaired revision yet." in body(server.issues[1])
    loop.rate("reset", yes=3, no=2, revision=SECOND, at=loop.clock())
    loop.review()
    loop.clock.wait(DAY)
    assert loop.sync().outcomes == {Outcome.UPDATED: 1}
    assert "3 of 5 readers of the repaired revision said yes" in body(server.issues[1])
    assert "Too few to tell" in body(server.issues[1])


def test_the_issue_of_a_failed_repair_quotes_its_own_readers(loop: Loop, server: TrackerServer) -> None:
    """What was said of the text before stands there only until somebody says no to the new one."""
    loop.open_item(goal="sign in on my old phone", reason="unclear")
    loop.publish(reset=SECOND, export=FIRST)
    loop.sync()
    assert "sign in on my old phone" in body(server.issues[1])
    loop.rate("reset", no=30, revision=SECOND, at=loop.clock(), goal="sign in on my new phone", reason="failed")
    loop.review()
    loop.sync()
    assert "sign in on my new phone" in body(server.issues[1])
    assert "sign in on my old phone" not in body(server.issues[1])
    assert "- 30 x I followed it and it did not work" in body(server.issues[1])


def test_the_whole_way(loop: Loop, server: TrackerServer) -> None:
    """Filed, named by a pull request, in review, shipped, reopened, repaired again, verified: one issue all the way."""
    loop.open_item()
    loop.sync()
    states = []
    for pull, (revision, votes) in enumerate([(SECOND, {"no": 30}), (THIRD, {"yes": 40})], start=7):
        loop.clock.wait(DAY)
        server.say(pull, "Fixes HC-1")
        loop.sync()
        states.append(loop.item(1).state)
        loop.publish(reset=revision, export=FIRST)
        loop.sync()
        states.append(loop.item(1).state)
        loop.rate("reset", revision=revision, at=loop.clock(), **votes)
        loop.review()
        loop.sync()
        states.append(loop.item(1).state)
        assert is_open(server.issues[1]) == (loop.item(1).state is State.REOPENED)
    assert states == [State.IN_REVIEW, State.SHIPPED, State.REOPENED, State.IN_REVIEW, State.SHIPPED, State.VERIFIED]
    assert list(server.issues) == [1]


def test_many_items_are_filed_bit_by_bit(loop: Loop, server: TrackerServer) -> None:
    """The background files twenty at most in a turn, by hand all are."""
    names = {f"guide-{number}": FIRST for number in range(25)}
    loop.publish(**names)
    for name in names:
        loop.rate(name, no=11, at=loop.clock())
    loop.review()
    loop.sync()
    assert len(server.issues) == 20
    loop.sync(by_hand=True)
    assert len(server.issues) == 25


def test_a_pull_request_of_an_earlier_repair_takes_nothing(loop: Loop, server: TrackerServer) -> None:
    """After a failed repair the item waits for a new one."""
    loop.open_item()
    server.say(7, "fixes HC-1")
    loop.clock.wait(DAY)
    loop.publish(reset=SECOND, export=FIRST)
    loop.rate("reset", no=30, revision=SECOND, at=loop.clock())
    loop.review()
    assert loop.sync(by_hand=True).taken == []
    assert loop.item(1).state is State.REOPENED


@pytest.mark.parametrize("kind", ["github"], indirect=True)
def test_pull_requests_are_looked_at_every_five_minutes(loop: Loop, server: TrackerServer) -> None:
    """The background asks seldom; by hand it is asked at once."""
    loop.open_item()
    for _ in range(3):
        loop.sync()
    assert len([request for request in server.requests if request.path.endswith("/pulls")]) == 1
    loop.clock.wait(timedelta(minutes=5))
    loop.sync()
    assert len([request for request in server.requests if request.path.endswith("/pulls")]) == 2


@pytest.mark.parametrize("kind", ["github"], indirect=True)
def test_without_the_right_to_label_the_issue_is_filed_all_the_same(loop: Loop, server: TrackerServer) -> None:
    """GitHub refuses labels that would have to be made by somebody who may not."""
    server.may_label = False
    loop.open_item()
    assert loop.sync().outcomes == {Outcome.FILED: 1}
    assert "labels" not in server.issues[1]


def test_two_trackers_do_not_mix(loop: Loop) -> None:
    """What was filed in one place is not taken for filed in another."""
    loop.open_item()
    loop.sync()
    with loop.feedback.database.reading() as connection:
        assert find_filed(connection, "github:other/place", 1) is None
