"""Rounds that a process of its own makes."""

import time
from collections.abc import Iterator

import pytest

from feedback_api.queue.review import CHORE
from feedback_api.queue.turn import REVIEWED_WITHIN
from feedback_api.running import rounds_apart
from feedback_api.running.rounds import Rounds
from feedback_api.running.rounds_apart import RoundsApart, is_due
from feedback_api.searches.log import Search, SearchLog
from feedback_api.service import Feedback
from feedback_api.turns.chores import is_overdue
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication
from tests.feedback_api.running.test_rounds import kept

pytestmark = pytest.mark.slow

DEADLINE_SECONDS = 60


@pytest.fixture
def rounds(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> Iterator[RoundsApart]:
    """Make rounds with the settings that the publication's service has."""
    monkeypatch.setenv("HELP_CENTRE_DATABASE_URL", publication.feedback_settings.database_url)
    monkeypatch.setenv("HELP_CENTRE_SITE", str(publication.site))
    monkeypatch.setenv("HELP_CENTRE_INDEX", str(publication.search_settings.index))
    rounds = RoundsApart()
    yield rounds
    rounds.stop()


def test_another_process_does_what_is_due(
    rounds: RoundsApart, publication: Publication, feedback: Feedback, search_log: SearchLog
) -> None:
    """A round writes down the searches that wait at once, and a process of its own notices a new publication."""
    publication.publish(reset=SECOND, export=FIRST)
    search_log.note(Search("s", "password", "en", 3, False, NOW))
    Rounds(feedback, search_log, rounds).take_turn()
    assert kept(feedback) == ["password"]
    deadline = time.monotonic() + DEADLINE_SECONDS
    while (article := feedback.published.article("reset")) is None or article.revision != SECOND:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_one_worker_begins_what_is_due(feedback: Feedback) -> None:
    """Of two workers that see at once that something is due, one begins a round."""
    assert is_due(feedback)
    assert not is_due(feedback)


def test_a_round_that_cannot_begin_is_overdue(
    rounds: RoundsApart, publication: Publication, feedback: Feedback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no process can be started, the probe of readiness and the staff pages say that nothing is reviewed."""
    monkeypatch.setattr(rounds_apart, "COMMAND", ("/nonexistent/python",))
    publication.publish(reset=SECOND, export=FIRST)
    rounds(feedback)
    with feedback.database.reading() as connection:
        assert not is_overdue(connection, CHORE, now=NOW)
        assert is_overdue(connection, CHORE, now=NOW + REVIEWED_WITHIN)


def test_a_round_that_fails_says_why_in_a_sentence_and_is_not_tried_again_at_once(
    rounds: RoundsApart, publication: Publication, feedback: Feedback, capfd: pytest.CaptureFixture[str]
) -> None:
    """While the catalogue is broken, its error stands in the log of the service, and no process follows another."""
    (publication.site / "catalogue.json").write_text("{", encoding="utf-8")
    rounds(feedback)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while "catalogue" not in (said := capfd.readouterr().err):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert "Traceback" not in said
    while rounds.is_under_way():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    rounds(feedback)
    assert not rounds.is_under_way()
