"""What people typed is forgotten when its time is over."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text

from feedback_api.keeping.retention import forget_what_is_due
from feedback_api.ratings.tables import rating_days, ratings
from feedback_api.running.rounds import make_round
from feedback_api.searches.tables import clicks, searches
from feedback_api.service import Feedback
from feedback_api.settings import Retention
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import NOW

KEPT = Retention(comments=timedelta(days=30), addresses=timedelta(days=10), searches=timedelta(days=5))


@pytest.fixture
def words(feedback: Feedback, rate: Rate) -> None:
    """Let a reader search, open a result, and say something."""
    rate("reset", no=1, goal="sign in", comment="too long", email="jo@example.com", search_id="s")
    with feedback.database.writing() as connection:
        found = {"search_id": "s", "query": "sign in", "total": 1, "partial": False, "settled": True}
        connection.execute(insert(searches).values(searched_at=NOW, **found))
        connection.execute(insert(clicks).values(search_id="s", article_id="reset", rank=1, clicked_at=NOW))


def left(feedback: Feedback, days: int) -> set[str]:
    """Name what is left after *days*."""
    with feedback.database.writing() as connection:
        forget_what_is_due(connection, KEPT, now=NOW + timedelta(days=days))
        rating = connection.execute(select(ratings)).one()
        fields = {field for field in ("goal", "comment", "email", "search_id") if getattr(rating, field)}
        return fields | {table.name for table in (searches, clicks) if connection.execute(select(table)).all()}


@pytest.mark.usefixtures("words")
def test_each_thing_has_its_own_time(feedback: Feedback) -> None:
    """Searches, addresses and comments go when their own time is over."""
    assert left(feedback, 4) == {"goal", "comment", "email", "search_id", "searches", "clicks"}
    assert left(feedback, 6) == {"goal", "comment", "email", "search_id"}
    assert left(feedback, 11) == {"goal", "comment", "search_id"}
    assert left(feedback, 31) == set()


@pytest.mark.usefixtures("words")
def test_the_yes_or_no_stays(feedback: Feedback) -> None:
    """What says nothing about anybody goes on counting."""
    left(feedback, 1000)
    with feedback.database.reading() as connection:
        assert connection.execute(select(rating_days.c.unhelpful)).scalars().all() == [1]
        assert connection.execute(select(ratings.c.helpful)).scalars().all() == [False]


def test_the_service_forgets_by_itself(feedback: Feedback, rate: Rate) -> None:
    """A round of the running service empties what is too old."""
    rate("reset", no=1, email="jo@example.com", at=NOW - timedelta(days=200))
    make_round(feedback)
    with feedback.database.reading() as connection:
        assert connection.execute(select(ratings.c.email)).scalars().all() == [None]


@pytest.mark.parametrize(
    ("condition", "index"),
    [("goal IS NOT NULL OR comment IS NOT NULL", "ratings_with_words"), ("email IS NOT NULL", "ratings_with_an")],
)
def test_looking_for_what_is_due_reads_no_rating_without_words(feedback: Feedback, condition: str, index: str) -> None:
    """However many ratings there are, only those with words or an address are looked at."""
    query = f"EXPLAIN QUERY PLAN UPDATE ratings SET goal = NULL WHERE rated_at < '2026' AND ({condition})"
    with feedback.database.reading() as connection:
        assert index in str(connection.execute(text(query)).all())
