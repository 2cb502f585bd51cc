"""A tracker on this machine, a help centre that sends its work items there, and verbs for what happens."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from feedback_api.queue.review import review
from feedback_api.queue.weakest_section import Engine
from feedback_api.receivers.standing import Standing, standing_of
from feedback_api.service import Feedback
from feedback_api.trackers.choice import chosen_tracker
from feedback_api.trackers.outbox import Filed, find_filed
from feedback_api.trackers.settings import TrackerSettings
from feedback_api.trackers.sync import SyncReport, Turn, places_of
from feedback_api.trackers.tracker import Tracker
from feedback_api.work_items.life import WorkItem, step_of_person
from feedback_api.work_items.names import State
from feedback_api.work_items.store import find_item, move_item
from search_service.answers.current_engine import CurrentEngine
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import NOW, Publication
from tests.feedback_api.trackers.tracker_server import REPOSITORY, TOKEN, TrackerServer, serve_tracker

EDIT_URL = "https://github.com/acme/help/edit/main/content/"


@dataclass
class Clock:
    """A clock that only moves when it is told to."""

    time: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.time

    def wait(self, time: timedelta) -> None:
        """Let time pass."""
        self.time += time


@pytest.fixture
def clock() -> Clock:
    """Stop the clock."""
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[TrackerServer]:
    """Give a GitHub and a GitLab on this machine."""
    yield from serve_tracker(clock)


@pytest.fixture(params=["github", "gitlab"])
def kind(request: pytest.FixtureRequest) -> str:
    """Run with each of the trackers that keep issues."""
    kind: str = request.param
    return kind


@pytest.fixture
def settings(kind: str, server: TrackerServer) -> TrackerSettings:
    """Name the tracker on this machine."""
    api = {"github": server.url, "gitlab": f"{server.url}/api/v4"}[kind]
    return TrackerSettings(
        tracker=f"{kind}:{REPOSITORY}", tracker_token=TOKEN, tracker_api=api, tracker_private=True, edit_url=EDIT_URL
    )


@dataclass
class Loop:
    """The help centre and its tracker."""

    feedback: Feedback
    tracker: Tracker
    settings: TrackerSettings
    clock: Clock
    rate: Rate
    publication: Publication

    @property
    def engine(self) -> Engine:
        """Give the search, which knows the sections of articles."""
        return CurrentEngine(self.publication.search_settings).get

    def sync(self, *, by_hand: bool = False) -> SyncReport:
        """Take one turn."""
        places = places_of(self.feedback, self.settings)
        report = Turn(self.feedback, self.tracker, places, self.engine, lambda: 0.5, by_hand).take()
        assert report is not None
        return report

    def review(self) -> None:
        """Weigh the ratings."""
        review(self.feedback.database, now=self.clock())

    def open_item(self, article_id: str = "reset", **words: str) -> WorkItem:
        """Let eleven readers say that an article did not help."""
        self.rate(article_id, no=11, at=self.clock(), **words)
        self.review()
        return self.item(1)

    def publish(self, **revisions: str) -> None:
        """Publish new texts, and notice that."""
        self.publication.publish(**revisions)
        self.feedback.published.notice(now=self.clock())
        self.review()

    def dismiss(self, number: int) -> None:
        """Let a person dismiss an item."""
        with self.feedback.database.writing() as connection:
            item = find_item(connection, number)
            move_item(connection, item, step_of_person(item, State.DISMISSED, "It is right."), now=self.clock())

    def item(self, number: int) -> WorkItem:
        """Find an item."""
        with self.feedback.database.reading() as connection:
            return find_item(connection, number)

    def filed(self, number: int) -> Filed | None:
        """Find the issue of an item."""
        with self.feedback.database.reading() as connection:
            return find_filed(connection, self.tracker.key, number)

    def standing(self) -> Standing:
        """Say how it stands with the tracker."""
        with self.feedback.database.reading() as connection:
            return standing_of(connection, self.tracker.key)


@pytest.fixture
def loop(feedback: Feedback, settings: TrackerSettings, clock: Clock, rate: Rate, publication: Publication) -> Loop:
    """Join help centre and tracker."""
    # Long enough for a server beside other tests, and waited for by the few that never get an answer.
    tracker = chosen_tracker(settings, patience_seconds=3)
    assert tracker is not None
    return Loop(replace(feedback, clock=clock), tracker, settings, clock, rate, publication)
