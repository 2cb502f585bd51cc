"""One worker of many does a chore."""

from datetime import timedelta

from feedback_api.service import Feedback
from feedback_api.turns.chores import take_chore
from tests.feedback_api.publication import NOW

MINUTE = timedelta(minutes=1)


def test_a_chore_is_taken_once_in_a_while(feedback: Feedback) -> None:
    """Whoever comes first has it until the time is over."""
    with feedback.database.writing() as connection:
        assert take_chore(connection, "review", MINUTE, now=NOW)
        assert not take_chore(connection, "review", MINUTE, now=NOW + MINUTE / 2)
        assert take_chore(connection, "review", MINUTE, now=NOW + MINUTE)


def test_a_clock_that_stepped_back_holds_nothing_up(feedback: Feedback) -> None:
    """A claim from a future that has not come is void."""
    with feedback.database.writing() as connection:
        take_chore(connection, "review", MINUTE, now=NOW + timedelta(days=365))
        assert take_chore(connection, "review", MINUTE, now=NOW)
