"""Search follows the catalogue that was noticed."""

import time
from collections.abc import Callable, Iterator

import pytest

from feedback_api.running.index_follower import IndexFollower
from feedback_api.service import Feedback
from search_service.answers.current_engine import CurrentEngine
from search_service.schemas import SearchQuery
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication

DEADLINE_SECONDS = 120

pytestmark = pytest.mark.slow


def wait_until(reached: Callable[[], bool]) -> None:
    """Wait, at most half a minute."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def engine(publication: Publication) -> CurrentEngine:
    """Give what searches are answered by."""
    return CurrentEngine(publication.search_settings)


@pytest.fixture
def follower(publication: Publication, feedback: Feedback, engine: CurrentEngine) -> Iterator[IndexFollower]:
    """Give a follower that runs beside an open index."""
    follower = IndexFollower(feedback.published, publication.search_settings)
    engine.get()
    follower.start()
    yield follower
    follower.stop()


@pytest.mark.usefixtures("follower")
def test_the_index_follows_a_new_catalogue(publication: Publication, feedback: Feedback, engine: CurrentEngine) -> None:
    """What was published anew is found soon after it was noticed, without any command."""
    publication.publish(reset=FIRST, export=SECOND, invoices=FIRST)
    feedback.published.notice(now=NOW)
    wait_until(lambda: engine.get().search(SearchQuery(q="invoices")).total == 1)
    (export,) = engine.get().search(SearchQuery(q="export")).results
    assert export.revision == SECOND


def test_what_keeps_the_index_from_following_is_said(
    publication: Publication, feedback: Feedback, follower: IndexFollower, caplog: pytest.LogCaptureFixture
) -> None:
    """A catalogue that cannot be read when it is indexed is told in the log; resting, the follower ends when told."""
    publication.publish(reset=SECOND)
    feedback.published.notice(now=NOW)
    (publication.site / "catalogue.json").write_text("{")
    wait_until(lambda: "Search stays as it was" in caplog.text)
    assert "not valid JSON" in caplog.text
    follower.stop()
