"""Visits to addresses that lead nowhere are counted by person, not by request."""

from datetime import timedelta
from itertools import product

import pytest

from feedback_api.keeping.retention import forget_sources
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
from feedback_api.work_items.life import AT_WORK
from feedback_api.work_items.store import list_items
from tests.feedback_api.publication import NOW

TROLL, READER = "8.8.4.4", "8.8.8.8"


def test_one_source_counts_once(feedback: Feedback) -> None:
    """From whichever page it says to come, and however often it comes back while visits count; somebody else does."""
    with feedback.database.writing() as connection:
        met = [note_visit(connection, Visit("gone", f"page-{number}", TROLL), now=NOW) for number in range(9)]
        assert met == [True] + 8 * [False]
        assert note_visit(connection, Visit("gone", "", READER), now=NOW)
        for days in range(1, 30):
            forget_sources(connection, now=NOW + timedelta(days=days))
            assert not note_visit(connection, Visit("gone", "", TROLL), now=NOW + timedelta(days=days))
        later = NOW + timedelta(days=29 + 91)
        forget_sources(connection, now=later)
        assert note_visit(connection, Visit("gone", "", TROLL), now=later)
    review(feedback.database, now=NOW + timedelta(days=30))
    with feedback.database.reading() as connection:
        assert list_items(connection) == []


def test_who_meets_an_address_again_shows_that_it_is_not_repaired(feedback: Feedback) -> None:
    """Three who come back every day count three times, and their item stays until they meet it no more."""
    with feedback.database.writing() as connection:
        for days, reader in product(range(20), (TROLL, READER, "9.9.9.9")):
            note_visit(connection, Visit("gone", "", reader), now=NOW + timedelta(days=days))
    review(feedback.database, now=NOW + timedelta(days=20))
    with feedback.database.reading() as connection:
        (item,) = list_items(connection, states=AT_WORK)
        assert item.evidence.unhelpful == 3
    review(feedback.database, now=NOW + timedelta(days=90))
    with feedback.database.reading() as connection:
        assert list_items(connection, states=AT_WORK) == []


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
