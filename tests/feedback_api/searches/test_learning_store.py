"""From searches, clicks and ratings to what search has learned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, update

from feedback_api.preparation import prepare
from feedback_api.ratings.tables import ratings
from feedback_api.running.rounds import make_round
from feedback_api.searches.learning import Success
from feedback_api.searches.learning_store import successes, write_what_was_learned
from feedback_api.searches.tables import clicks, searches
from feedback_api.service import Feedback
from search_service.answers.experience import read_experience
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import NOW, Publication


def find(
    feedback: Feedback, search_id: str, *articles: tuple[str, int], at: datetime = NOW, after: timedelta = timedelta()
) -> None:
    """Search for "invoice", and open *articles*, each at its place, one after the other."""
    with feedback.database.writing() as connection:
        row = {"search_id": search_id, "query": "invoice", "lang": "en", "total": 3, "partial": False}
        connection.execute(insert(searches).values(**row, settled=True, searched_at=at))
        for number, (article_id, rank) in enumerate(articles):
            clicked_at = at + after + timedelta(seconds=number)
            row = {"search_id": search_id, "article_id": article_id, "rank": rank}
            connection.execute(insert(clicks).values(**row, clicked_at=clicked_at))


def found(feedback: Feedback) -> set[Success]:
    """Give what each search led to."""
    with feedback.database.reading() as connection:
        return set(successes(connection))


@pytest.fixture(autouse=True)
def _published(publication: Publication) -> None:
    publication.publish(billing="aaaaaaaaaaaa", payment="aaaaaaaaaaaa")


def test_the_result_that_was_opened_last_counts(feedback: Feedback) -> None:
    """Who comes back to the list and opens another one did not find it in the first."""
    find(feedback, "one", ("billing", 1), ("payment", 3))
    assert found(feedback) == {Success("invoice", "en", "payment", NOW.date(), 3)}


def test_a_rating_after_a_search_counts_with_its_click(feedback: Feedback, rate: Rate) -> None:
    """Yes and no belong to the search that led there, whether its click arrived or not."""
    find(feedback, "one", ("billing", 2))
    find(feedback, "two")
    rate("billing", no=1, search_id="one")
    rate("payment", yes=1, search_id="two")
    rate("payment", yes=1, search_id="invented")
    assert found(feedback) == {
        Success("invoice", "en", "billing", NOW.date(), 2, helpful=False),
        Success("invoice", "en", "payment", NOW.date(), None, helpful=True),
    }


def test_late_clicks_and_set_aside_ratings_do_not_count(feedback: Feedback, rate: Rate) -> None:
    """A list that stood open for an hour, and what came with a flood, teach nothing."""
    find(feedback, "late", ("billing", 2), after=timedelta(hours=1))
    find(feedback, "flood")
    rate("payment", yes=1, search_id="flood")
    with feedback.database.writing() as connection:
        connection.execute(update(ratings).values(flood=1))
    assert found(feedback) == set()


def test_a_round_writes_down_what_was_learned(feedback: Feedback) -> None:
    """The running service teaches its search, every ten minutes."""
    for number in range(6):
        find(feedback, f"{number}", ("payment", 3), at=NOW - timedelta(days=number % 3))
    make_round(feedback)
    assert feedback.experience is not None
    assert read_experience(feedback.experience).raised_for("Invoices", "en")["payment"] > 0


def test_without_learning_nothing_is_kept(publication: Publication, feedback: Feedback) -> None:
    """Switched off, the service neither writes down anything nor leaves what it had."""
    assert feedback.experience is not None
    write_what_was_learned(feedback.database, feedback.experience)
    quiet = prepare(
        replace(publication.search_settings, learning=False), publication.feedback_settings, clock=lambda: NOW
    )
    make_round(quiet)
    quiet.database.close()
    assert not feedback.experience.exists()


def test_an_index_that_cannot_be_written_is_left_alone(
    feedback: Feedback, publication: Publication, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the index belongs to somebody else, the service goes on without learning."""
    blocked = publication.folder / "file"
    blocked.write_text("no folder")
    write_what_was_learned(feedback.database, blocked / "experience.json")
    assert "search does not learn" in caplog.text
