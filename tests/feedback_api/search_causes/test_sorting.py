"""Causes are put right by people, and what one person searched for can be forgotten."""

from sqlalchemy import select

from feedback_api.queue.review import review
from feedback_api.search_causes.sorting import forget_search
from feedback_api.search_causes.tables import search_days, search_wordings
from feedback_api.service import Feedback
from tests.feedback_api.search_causes.conftest import LATER, Seek


def wordings(feedback: Feedback) -> set[str]:
    """Name the wordings that are kept, which must be those that are counted."""
    with feedback.database.reading() as connection:
        kept = set(connection.execute(select(search_wordings.c.wording)).scalars())
        assert kept == set(connection.execute(select(search_days.c.wording)).scalars())
    return kept


def test_the_words_of_one_person_go_with_the_search(feedback: Feedback, seek: Seek) -> None:
    """Nobody else searched in these words: they are forgotten wherever they stand."""
    seek("delete the account of jo")
    seek("delete account", times=2)
    review(feedback.database, now=LATER)
    with feedback.database.writing() as connection:
        forget_search(connection, "s0")
    assert wordings(feedback) == {"delete account"}


def test_the_words_of_many_stay(feedback: Feedback, seek: Seek) -> None:
    """What others searched for too tells nothing of one person."""
    seek("Delete  account", times=2)
    review(feedback.database, now=LATER)
    with feedback.database.writing() as connection:
        forget_search(connection, "s0")
        forget_search(connection, "never-made")
    assert wordings(feedback) == {"delete account"}
