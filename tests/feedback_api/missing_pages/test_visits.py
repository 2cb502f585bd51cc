"""Visits to addresses that lead nowhere are counted by person, not by request."""

from datetime import timedelta

import pytest

from feedback_api.missing_pages.visits import (
    MAX_PATHS_A_DAY,
    MAX_PATHS_OF_A_SOURCE,
    NoVisitsSetAsideError,
    Visit,
    list_set_aside_visits,
    note_visit,
    put_back_visits,
)
from feedback_api.queue.review import review
from feedback_api.service import Feedback
from feedback_api.sources.floods import MOST_WITHIN_THE_WINDOW
from feedback_api.work_items.store import list_items
from tests.feedback_api.publication import NOW

TROLL, READER = "8.8.4.4", "8.8.8.8"


def test_one_source_counts_once_a_day(feedback: Feedback) -> None:
    """From whichever page it says to come; somebody else, and the next day, count again."""
    with feedback.database.writing() as connection:
        met = [note_visit(connection, Visit("gone", f"page-{number}", TROLL), now=NOW) for number in range(9)]
        assert met == [True] + 8 * [False]
        assert note_visit(connection, Visit("gone", "", READER), now=NOW)
        assert note_visit(connection, Visit("gone", "", TROLL), now=NOW + timedelta(days=1))
    review(feedback.database, now=NOW)
    with feedback.database.reading() as connection:
        assert list_items(connection) == []


def test_what_was_set_aside_counts_when_put_back(feedback: Feedback) -> None:
    """An office that shares an address is many people."""
    with feedback.database.writing() as connection:
        for _ in range(5):
            note_visit(connection, Visit("gone", "", TROLL), now=NOW)
        (aside,) = list_set_aside_visits(connection)
        assert (aside.path, aside.visits, aside.first_day) == ("gone", 4, NOW.date())
        assert put_back_visits(connection, "gone") == 4
        with pytest.raises(NoVisitsSetAsideError):
            put_back_visits(connection, "gone")
    review(feedback.database, now=NOW)
    with feedback.database.reading() as connection:
        assert [item.evidence.unhelpful for item in list_items(connection)] == [5]


def test_where_no_source_can_be_told_the_minute_stands_for_it(feedback: Feedback) -> None:
    """More than people do within a minute is set aside; the next minute counts again."""
    with feedback.database.writing() as connection:
        met = [note_visit(connection, Visit("gone"), now=NOW) for _ in range(MOST_WITHIN_THE_WINDOW + 3)]
        assert sum(met) == MOST_WITHIN_THE_WINDOW
        assert note_visit(connection, Visit("gone"), now=NOW + timedelta(minutes=1))


def test_made_up_addresses_end(feedback: Feedback) -> None:
    """Who invents addresses fills no disk and leaves room for others; those that are known go on being counted."""
    with feedback.database.writing() as connection:
        made_up = [Visit(f"/a-{number}", "", TROLL) for number in range(MAX_PATHS_OF_A_SOURCE + 5)]
        assert sum(note_visit(connection, visit, now=NOW) for visit in made_up) == MAX_PATHS_OF_A_SOURCE
        anybody = [Visit(f"/made-up-{number}") for number in range(MAX_PATHS_A_DAY)]
        assert sum(note_visit(connection, visit, now=NOW) for visit in anybody) == (
            MAX_PATHS_A_DAY - MAX_PATHS_OF_A_SOURCE
        )
        assert note_visit(connection, Visit("/made-up-1"), now=NOW)
