"""What the running service does by itself."""

import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from feedback_api.running import rounds as running
from feedback_api.running.rounds import REVIEW_EVERY, Rounds, make_round
from feedback_api.searches.log import Search, SearchLog
from feedback_api.searches.tables import searches
from feedback_api.service import Feedback
from feedback_api.work_items.names import State
from feedback_api.work_items.store import list_items
from publishing.catalogue import CatalogueError
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication

pytestmark = pytest.mark.slow

SEARCH = Search("s", "password", "en", 3, False, NOW)
DEADLINE_SECONDS = 120


def kept(feedback: Feedback) -> list[str]:
    """List the searches that are written down."""
    with feedback.database.reading() as connection:
        return list(connection.execute(select(searches.c.query)).scalars())


def test_a_round_reviews_once_a_minute(feedback: Feedback, rate: Rate) -> None:
    """The first round reviews, the next one in the same minute does not."""
    rate("reset", no=12)
    assert make_round(feedback)
    assert not make_round(feedback)
    assert not make_round(feedback, REVIEW_EVERY)
    with feedback.database.reading() as connection:
        assert [item.state for item in list_items(connection)] == [State.OPEN]


def test_a_round_notices_a_new_publication(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """A repair that was published since the last round is shipped by the next review."""
    rate("reset", no=12)
    make_round(feedback)
    publication.publish(reset=SECOND, export=FIRST)
    make_round(feedback, timedelta())
    with feedback.database.reading() as connection:
        assert [item.state for item in list_items(connection)] == [State.SHIPPED]


def test_rounds_write_searches_down(feedback: Feedback, search_log: SearchLog) -> None:
    """A search reaches the database soon after it was answered, without anybody waiting for it."""
    rounds = Rounds(feedback, search_log)
    rounds.start()
    search_log.note(SEARCH)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not kept(feedback):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    rounds.stop()
    assert kept(feedback) == ["password"]


def test_the_last_searches_are_written_when_rounds_end(feedback: Feedback, search_log: SearchLog) -> None:
    """What waits when the service stops is not lost."""
    rounds = Rounds(feedback, search_log)
    rounds.start()
    rounds.stop()
    search_log.note(SEARCH)
    rounds.stop()
    assert kept(feedback) == ["password"]


def test_the_end_waits_for_no_round(feedback: Feedback, search_log: SearchLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the next round is hours away, the service stops all the same."""
    monkeypatch.setattr(running, "ROUND_SECONDS", 3600.0)
    rounds = Rounds(feedback, search_log)
    rounds.start()
    rounds.stop()
    assert kept(feedback) == []


def test_a_round_that_fails_is_followed_by_another(
    publication: Publication, feedback: Feedback, search_log: SearchLog
) -> None:
    """A catalogue that is broken for a while stops nothing."""
    (publication.site / "catalogue.json").write_text("{", encoding="utf-8")
    rounds = Rounds(feedback, search_log)
    rounds.start()
    search_log.note(SEARCH)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not kept(feedback):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    publication.publish(reset=SECOND, export=FIRST)
    while (article := feedback.published.article("reset")) is None or article.revision != SECOND:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    rounds.stop()


def test_a_broken_catalogue_holds_up_no_review(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """What was published before is reviewed until the new catalogue can be read."""
    rate("reset", no=12)
    (publication.site / "catalogue.json").write_text("{", encoding="utf-8")
    with pytest.raises(CatalogueError):
        make_round(feedback)
    with feedback.database.reading() as connection:
        assert [item.state for item in list_items(connection)] == [State.OPEN]


def test_a_round_that_fails_for_any_reason_is_followed_by_another(feedback: Feedback, search_log: SearchLog) -> None:
    """Not even a mistake in the software ends the rounds."""
    clock = iter([ZeroDivisionError, UnicodeError])

    def stumbling() -> datetime:
        for failure in clock:
            raise failure
        return NOW

    rounds = Rounds(replace(feedback, clock=stumbling), search_log)
    rounds.start()
    search_log.note(SEARCH)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not kept(feedback):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    rounds.stop()
