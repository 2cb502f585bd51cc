"""Wordings are placed while others write: what changed meanwhile is respected, and nobody waits long."""

from itertools import pairwise

from sqlalchemy import Connection, delete, event, func, select

from feedback_api.search_causes.counting import COUNTED_AT_ONCE, count_searches
from feedback_api.search_causes.gathering import Wording
from feedback_api.search_causes.placing import find_places, place
from feedback_api.search_causes.tables import search_causes
from feedback_api.searches.log import settle
from feedback_api.searches.tables import searches
from feedback_api.service import Feedback
from tests.feedback_api.publication import NOW
from tests.feedback_api.search_causes.conftest import LATER, Seek

ASKED = ("dark mode", "print a label")


def test_each_transaction_counts_few_searches(feedback: Feedback, seek: Seek) -> None:
    """However many searches wait, those who rate get their turn after each few."""
    for number in range(2 * COUNTED_AT_ONCE + 7):
        seek(f"question {number}")
    settle(feedback.database, now=LATER)
    counted_before = [0]

    def look(_: Connection | None = None) -> None:
        with feedback.database.reading() as connection:
            has_cause = select(func.count()).where(searches.c.cause_id.is_not(None))
            counted_before.append(connection.execute(has_cause).scalar_one())

    event.listen(feedback.database.engine, "commit", look)
    assert count_searches(feedback.database, now=LATER) == 2 * COUNTED_AT_ONCE + 7
    event.remove(feedback.database.engine, "commit", look)
    look()
    steps = [after - before for before, after in pairwise(counted_before)]
    assert sum(steps) == 2 * COUNTED_AT_ONCE + 7
    assert max(steps) <= COUNTED_AT_ONCE


def test_what_another_placed_meanwhile_stays_there(feedback: Feedback) -> None:
    """Two processes that work out at once where the same wordings belong agree on what the first one wrote."""
    with feedback.database.writing() as connection:
        one, other = (find_places(connection, "en", [Wording(text) for text in ASKED]) for _ in range(2))
        placed = place(connection, one, ASKED, now=NOW)
        assert len(set(placed.values())) == len(ASKED)
        assert place(connection, other, ASKED, now=NOW) == placed


def test_what_belongs_to_a_cause_that_went_meanwhile_waits(feedback: Feedback) -> None:
    """Somebody merged the cause in between: the wording is placed next time, and nothing points into the void."""
    with feedback.database.writing() as connection:
        placed = place(connection, find_places(connection, "en", [Wording("dark mode")]), ["dark mode"], now=NOW)
        placing = find_places(connection, "en", [Wording("mode dark"), Wording("print a label")])
        connection.execute(delete(search_causes).where(search_causes.c.id == placed["dark mode"]))
        assert place(connection, placing, ["mode dark", "print a label"], now=NOW).keys() == {"print a label"}


def test_a_cause_that_is_to_begin_begins_once(feedback: Feedback) -> None:
    """Wordings of one new cause that are written in different transactions come together."""
    asked = [Wording("dark mode"), Wording("mode dark")]
    with feedback.database.reading() as connection:
        placing = find_places(connection, "en", asked)
    causes = set()
    for wording in asked:
        with feedback.database.writing() as connection:
            causes |= set(place(connection, placing, [wording.text], now=NOW).values())
    assert len(causes) == 1
