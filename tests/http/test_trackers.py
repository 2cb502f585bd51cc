"""The tracker as staff and operators meet it: staff pages, ``work-items sync``, the running service, a crash."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from feedback_api import create_app
from feedback_api.preparation import prepare
from feedback_api.queue.review import review
from feedback_api.queue.weakest_section import Engine
from feedback_api.service import EXTENSION, Feedback
from feedback_api.trackers.background import TrackerThread
from feedback_api.trackers.choice import chosen_tracker
from feedback_api.trackers.delivery import Outcome
from feedback_api.trackers.settings import TrackerSettings
from feedback_api.trackers.sync import Turn, places_of
from feedback_api.trackers.tables import tracker_outbox
from search_service.answers.current_engine import CurrentEngine
from tests.feedback_api.publication import NOW, Publication
from tests.feedback_api.trackers.tracker_server import REPOSITORY, TOKEN, Fault, TrackerServer, serve_tracker
from tests.help_centre import command
from tests.http.conftest import Send, staff_browser

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 120
Run = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def server() -> Iterator[TrackerServer]:
    """Give a GitHub on this machine."""
    yield from serve_tracker(lambda: datetime.now(UTC))


@pytest.fixture
def settings(server: TrackerServer) -> TrackerSettings:
    """Name the tracker on this machine."""
    return TrackerSettings(
        tracker=f"github:{REPOSITORY}", tracker_token=TOKEN, tracker_api=server.url, tracker_private=True
    )


@pytest.fixture
def app(publication: Publication, settings: TrackerSettings) -> Iterator[Flask]:
    """Give the whole service with its tracker, on a clock that stands still."""
    app = create_app(publication.search_settings, publication.feedback_settings, settings, clock=lambda: NOW)
    yield app
    app.extensions[EXTENSION].database.close()


@pytest.fixture
def item(send: Send, feedback: Feedback) -> int:
    """Open an item for the reset article, and give its number."""
    for _ in range(11):
        send(goal="sign in again")
    review(feedback.database, now=NOW)
    return 1


@pytest.fixture
def environment(publication: Publication, server: TrackerServer) -> dict[str, str]:
    """Give the environment of an operator who has set up the tracker."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HELP_CENTRE_")}
    return {
        **kept,
        "HELP_CENTRE_SITE": str(publication.site),
        "HELP_CENTRE_INDEX": str(publication.folder / "index"),
        "HELP_CENTRE_DATABASE_URL": publication.feedback_settings.database_url,
        "HELP_CENTRE_TRACKER": f"github:{REPOSITORY}",
        "HELP_CENTRE_TRACKER_TOKEN": TOKEN,
        "HELP_CENTRE_TRACKER_API": server.url,
        "HELP_CENTRE_TRACKER_PRIVATE": "yes",
    }


@pytest.fixture
def run(environment: dict[str, str]) -> Iterator[Run]:
    """Start ``help-centre``, with changes to the environment."""
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str, **changes: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [command(), *arguments],
            env={**environment, **changes},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)


def sync(feedback: Feedback, settings: TrackerSettings, engine: Engine) -> None:
    """Take one turn with the tracker."""
    tracker = chosen_tracker(settings)
    assert tracker is not None
    Turn(feedback, tracker, places_of(feedback, settings), engine, lambda: 0.5, by_hand=True).take()


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_item_leads_to_its_issue(app: Flask, feedback: Feedback, settings: TrackerSettings, item: int) -> None:
    """The staff page of an item says that it waits, then where it stands in the tracker."""
    page, browser = f"/staff/work-items/{item}", staff_browser(app)
    assert "Not sent yet" in browser.get(page).text
    sync(feedback, settings, app.extensions["search_engine"].get)
    assert f'<a href="https://github.com/{REPOSITORY}/issues/1">Issue 1</a>' in browser.get(page).text


@pytest.mark.usefixtures("item")
def test_a_failing_tracker_is_said_where_staff_looks(
    app: Flask, feedback: Feedback, settings: TrackerSettings, server: TrackerServer
) -> None:
    """The queue says what the tracker answered, what to do, how many items wait, and when the next try is."""
    server.faults.append(Fault(401, body='{"message": "Bad credentials"}'))
    sync(feedback, settings, app.extensions["search_engine"].get)
    page = staff_browser(app).get("/staff/work-items/").text
    assert f"They are sent to GitHub ({REPOSITORY}); 1 waits to be sent." in page
    assert "answered 401 when asked to list pull requests: Bad credentials." in page
    assert "put it into HELP_CENTRE_TRACKER_TOKEN" in page
    assert "The next try is at" in page


@pytest.mark.usefixtures("item")
def test_an_item_that_the_tracker_refuses_is_named_where_staff_looks(
    app: Flask, feedback: Feedback, settings: TrackerSettings, server: TrackerServer
) -> None:
    """The queue and the page of the item say what the tracker has against it, and when it is tried again."""
    server.faults += [Fault(422, body='{"message": "Validation Failed"}', only="POST")] * 2
    sync(feedback, settings, app.extensions["search_engine"].get)
    browser = staff_browser(app)
    queue = browser.get("/staff/work-items/").text
    assert '<a href="/staff/work-items/1">HC-1</a>: GitHub (acme/help) answered 422' in queue
    assert "Validation Failed. The other items are sent; this one is tried again later. The next try is at" in queue
    assert "answered 422" in browser.get("/staff/work-items/1").text


@pytest.mark.usefixtures("item")
def test_a_tracker_cannot_write_into_staff_pages(
    app: Flask, feedback: Feedback, settings: TrackerSettings, server: TrackerServer
) -> None:
    """What the tracker says is shown as text."""
    server.faults.append(Fault(401, body='{"message": "<script>alert(1)</script>"}'))
    sync(feedback, settings, app.extensions["search_engine"].get)
    page = staff_browser(app).get("/staff/work-items/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_without_a_tracker_pages_do_not_speak_of_one(publication: Publication) -> None:
    """Nothing is sent, and nothing is said of sending."""
    app = create_app(publication.search_settings, publication.feedback_settings, TrackerSettings(), clock=lambda: NOW)
    assert "sent to" not in staff_browser(app).get("/staff/work-items/").text
    app.extensions[EXTENSION].database.close()


@pytest.mark.usefixtures("item")
def test_the_background_takes_a_turn_every_half_minute(
    app: Flask, feedback: Feedback, settings: TrackerSettings, server: TrackerServer
) -> None:
    """Of many workers, one takes the turn."""
    tracker = chosen_tracker(settings)
    assert tracker is not None
    thread = TrackerThread(feedback, tracker, settings, app.extensions["search_engine"].get)
    assert thread.take_turn()
    assert not thread.take_turn()
    assert list(server.issues) == [1]


@pytest.mark.usefixtures("item")
def test_sync_says_what_it_did(run: Run) -> None:
    """The command files the item, says so, and has nothing to do the second time."""
    assert run("work-items", "sync").communicate()[0] == f"GitHub ({REPOSITORY}): 1 filed.\n"
    second = run("work-items", "sync")
    assert second.communicate()[0] == f"GitHub ({REPOSITORY}): nothing to send.\n"
    assert second.returncode == 0


@pytest.mark.usefixtures("item")
def test_sync_says_what_went_wrong(run: Run, server: TrackerServer) -> None:
    """A problem is printed with its hint, and with what is kept for later; the exit status is 1."""
    server.faults.append(Fault(502, body="<html>Bad gateway</html>", only="POST"))
    process = run("work-items", "sync")
    printed, errors = process.communicate()
    assert process.returncode == 1
    assert "problem: GitHub (acme/help) answered 502 when asked to file an issue." in printed
    assert "hint: " in printed
    assert "Kept for later until" in printed
    assert "HC-1." in printed
    assert "Traceback" not in errors


def test_sync_without_a_tracker_sends_nothing(run: Run, server: TrackerServer) -> None:
    """Without a tracker the command says where the queue is."""
    process = run("work-items", "sync", HELP_CENTRE_TRACKER="")
    assert "No tracker is configured" in process.communicate()[0]
    assert process.returncode == 0
    assert server.requests == []


@pytest.mark.parametrize("arguments", [("work-items", "sync"), ("serve", "--port", "0")])
def test_a_missing_token_is_an_error_with_a_hint(run: Run, arguments: tuple[str, ...]) -> None:
    """Neither the command nor the service starts with half a setting."""
    process = run(*arguments, HELP_CENTRE_TRACKER_TOKEN="")
    errors = process.communicate()[1].splitlines()
    assert process.returncode == 2
    assert errors[0] == f"error: HELP_CENTRE_TRACKER is 'github:{REPOSITORY}', but there is no token."
    assert errors[1].startswith("hint: Make a fine-grained token")


@pytest.mark.usefixtures("item")
def test_a_crash_between_request_and_answer_files_nothing_twice(
    run: Run, publication: Publication, settings: TrackerSettings, server: TrackerServer
) -> None:
    """The process is killed while the tracker files the issue: the next one finds it by its marker."""
    server.faults.append(Fault(after_work=True, only="POST"))
    process = run("work-items", "sync")
    eventually(lambda: bool(server.issues))
    process.kill()
    process.wait()
    feedback = prepare(
        publication.search_settings,
        publication.feedback_settings,
        clock=lambda: datetime.now(UTC) + timedelta(minutes=4),
    )
    with feedback.database.reading() as connection:
        assert connection.execute(select(tracker_outbox.c.filing_since)).scalar_one() is not None
    tracker = chosen_tracker(settings)
    assert tracker is not None
    engine = CurrentEngine(publication.search_settings).get
    report = Turn(feedback, tracker, places_of(feedback, settings), engine, lambda: 0.5, by_hand=True).take()
    feedback.database.close()
    assert report is not None
    assert report.outcomes == {Outcome.FOUND_AGAIN: 1}
    assert list(server.issues) == [1]


@pytest.mark.slow
@pytest.mark.usefixtures("item")
def test_the_running_service_files_by_itself(run: Run, server: TrackerServer) -> None:
    """Nobody runs a command: the service files the item."""
    process = run("serve", "--port", "0", HELP_CENTRE_WORKERS="2")
    eventually(lambda: bool(server.issues))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE_SECONDS)
    assert list(server.issues) == [1]
