"""One source cannot pass for many people who search."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback_api.keeping.retention import forget_sources
from feedback_api.queue.causes import CAUSES
from feedback_api.queue.review import review
from feedback_api.search_causes.floods import (
    Came,
    NothingSetAsideError,
    beyond_what_people_do,
    list_set_aside,
    put_back_searches,
)
from feedback_api.searches.frequent import frequent_searches
from feedback_api.searches.tables import searches
from feedback_api.service import Feedback
from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW, FloodReason
from feedback_api.sources.tables import rating_sources
from tests.feedback_api.publication import NOW
from tests.feedback_api.search_causes.conftest import LATER, ItemsOf, Seek

TROLL, READER = "8.8.4.4", "8.8.8.8"


def test_one_source_opens_no_item_in_a_day() -> None:
    """What may come from one source is less than any share of people needs."""
    needed = {cause.kind: cause.policy.min_ratings_to_open for cause in CAUSES}
    assert min(needed["poor-rating"], needed["missing-answer"]) > MOST_FROM_ONE_SOURCE


def came(number: int, *, mark: str | None = None, minutes: int = 0, put_back: bool = False) -> Came:
    """Make a search."""
    return Came(f"s{number}", NOW + timedelta(minutes=minutes), mark, put_back)


def test_of_one_source_a_few_count() -> None:
    """What its mark had before counts in; other sources, and what a person put back, are left alone."""
    found = [came(number, mark="troll") for number in range(9)]
    others = [came(10, mark="reader"), came(11, mark="troll", put_back=True)]
    surplus = beyond_what_people_do([*found, *others], {"troll": 1})
    assert set(surplus) == {f"s{number}" for number in range(MOST_FROM_ONE_SOURCE - 1, 9)}
    assert set(surplus.values()) == {FloodReason.ONE_SOURCE}


def test_whoever_comes_back_every_day_makes_no_work_item(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """What one source adds is bounded while searches count, although its marks are gone after a day; others open it."""
    for day in range(6):
        at = NOW + timedelta(days=day)
        seek("wombat licence", times=2, at=at, came_from=TROLL)
        review(feedback.database, now=at + timedelta(hours=1))
        with feedback.database.writing() as connection:
            forget_sources(connection, now=at + timedelta(hours=1))
    assert items_of() == []
    with feedback.database.reading() as connection:
        assert {aside.reason for aside in list_set_aside(connection)} == {FloodReason.ONE_PLACE}
        assert set(connection.execute(select(searches.c.place)).scalars()) == {None}
    seek("wombat licence", at=NOW + timedelta(days=6), came_from=READER)
    review(feedback.database, now=NOW + timedelta(days=6, hours=1))
    assert [item.evidence.total for item in items_of()] == [MOST_FROM_ONE_SOURCE + 1]


def test_where_no_source_can_be_told_the_minute_stands_for_it() -> None:
    """More than people do within a minute is set aside; the next minute counts again."""
    found = [came(number) for number in range(MOST_WITHIN_THE_WINDOW + 2)]
    surplus = beyond_what_people_do([*found, came(99, minutes=1)], {})
    assert surplus == dict.fromkeys((f"s{MOST_WITHIN_THE_WINDOW}", f"s{MOST_WITHIN_THE_WINDOW + 1}"), FloodReason.BURST)


def test_one_source_cannot_make_a_work_item(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """However it words its searches and whenever they are counted; somebody else does, and all else is left out."""
    worded = ("wombat licence", "how to licence wombat", "wombat licence please", "a wombat licence")
    for minutes, words in enumerate(worded):
        seek(words, at=NOW + timedelta(minutes=minutes), came_from=TROLL)
        review(feedback.database, now=NOW + timedelta(minutes=minutes + 11))
    seek("wombat licence", times=20, at=LATER, came_from=TROLL)
    review(feedback.database, now=LATER + timedelta(hours=1))
    assert items_of() == []
    with feedback.database.reading() as connection:
        assert sum(aside.searches for aside in list_set_aside(connection)) == 24 - MOST_FROM_ONE_SOURCE
        assert frequent_searches(connection, 10) == []
    seek("wombat licence", at=LATER, came_from=READER)
    review(feedback.database, now=LATER + timedelta(hours=2))
    assert [item.evidence.total for item in items_of()] == [MOST_FROM_ONE_SOURCE + 1]


def test_what_was_set_aside_counts_when_put_back(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """An office that shares an address is many people; what a person puts back is counted once."""
    seek("wombat licence", times=9, came_from=TROLL)
    review(feedback.database, now=LATER)
    with feedback.database.writing() as connection:
        (aside,) = list_set_aside(connection)
        assert (aside.wording, aside.reason) == ("wombat licence", FloodReason.ONE_SOURCE)
        assert put_back_searches(connection, aside.cause_id) == aside.searches == 9 - MOST_FROM_ONE_SOURCE
        with pytest.raises(NothingSetAsideError):
            put_back_searches(connection, aside.cause_id)
    for _ in range(2):
        review(feedback.database, now=LATER)
    assert [item.evidence.total for item in items_of()] == [9]


def test_nothing_tells_which_searches_one_person_made(feedback: Feedback, seek: Seek) -> None:
    """Once a search is counted its mark is gone; the marks of two questions differ, and all are deleted after a day."""
    seek("wombat licence", came_from=TROLL)
    seek("how to bake bread", came_from=TROLL)
    review(feedback.database, now=LATER)
    with feedback.database.writing() as connection:
        assert connection.execute(select(searches.c.mark)).scalars().all() == [None, None]
        assert len(set(connection.execute(select(rating_sources.c.mark)).scalars())) == 2
    seek("never counted", came_from=TROLL, at=LATER)
    with feedback.database.writing() as connection:
        forget_sources(connection, now=LATER + timedelta(days=2))
        assert connection.execute(select(rating_sources)).all() == []
        assert set(connection.execute(select(searches.c.mark)).scalars()) == {None}
