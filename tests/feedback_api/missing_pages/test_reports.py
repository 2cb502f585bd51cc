"""Addresses that lead nowhere become items, and close when nobody meets them any more."""

from datetime import datetime, timedelta

import pytest

from feedback_api.missing_pages.reports import pages_with_link
from feedback_api.missing_pages.visits import Visit, note_visit
from feedback_api.queue.review import review
from feedback_api.service import Feedback
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import list_items
from tests.feedback_api.publication import NOW


def meet(feedback: Feedback, path: str, *, times: int = 1, at: datetime = NOW, from_path: str = "") -> bool:
    """Let people meet an address; say whether the last visit was counted."""
    with feedback.database.writing() as connection:
        return [note_visit(connection, Visit(path, from_path), now=at) for _ in range(times)][-1]


def items(feedback: Feedback) -> list[WorkItem]:
    """List all items."""
    with feedback.database.reading() as connection:
        return list_items(connection)


def test_an_address_that_people_meet_is_an_item(feedback: Feedback) -> None:
    """It names the address and the pages with the link."""
    meet(feedback, "/guides/gone/", times=2, from_path="/guides/reset/")
    meet(feedback, "/guides/gone", times=2)
    review(feedback.database, now=NOW)
    (item,) = items(feedback)
    assert (item.kind, item.evidence.title) == ("broken-link", "/guides/gone")
    said = in_words(item.evidence, item.kind, under_proof=False)
    assert said == "4 visits ended at an address that leads nowhere, since 21 November 2026."
    with feedback.database.reading() as connection:
        assert pages_with_link(connection, item.article_id) == [("guides/reset", 2)]


def test_a_slip_of_the_finger_is_none(feedback: Feedback) -> None:
    """What hardly anybody meets was typed wrong."""
    meet(feedback, "/guides/rest/", times=2)
    review(feedback.database, now=NOW)
    assert items(feedback) == []


@pytest.mark.parametrize(("quiet_days", "state"), [(3, State.OPEN), (6, State.VERIFIED)])
def test_silence_that_is_no_chance_closes_it(feedback: Feedback, quiet_days: int, state: State) -> None:
    """After five visits in a week, three days without any are too few to tell, six are not."""
    meet(feedback, "/gone/", times=5)
    review(feedback.database, now=NOW)
    review(feedback.database, now=NOW + timedelta(days=quiet_days))
    assert items(feedback)[0].state is state


def test_a_clock_that_goes_back_proves_nothing(feedback: Feedback) -> None:
    """What an earlier time than that of the item does not see yet has not ended."""
    meet(feedback, "/gone/", times=5)
    review(feedback.database, now=NOW)
    for earlier in (timedelta(minutes=5), timedelta(days=1), timedelta(days=200)):
        assert not review(feedback.database, now=NOW - earlier)
    assert not review(feedback.database, now=NOW)
    assert [item.state for item in items(feedback)] == [State.OPEN]


def test_what_is_met_rarely_closes_once_nobody_has_for_all_the_days_that_count(feedback: Feedback) -> None:
    """Three visits in two months can only be waited for."""
    for days in (0, 30, 60):
        meet(feedback, "/gone/", at=NOW + timedelta(days=days))
    review(feedback.database, now=NOW + timedelta(days=60))
    review(feedback.database, now=NOW + timedelta(days=160))
    assert items(feedback)[0].state is State.VERIFIED


def test_met_again_it_is_a_new_item(feedback: Feedback) -> None:
    """What was counted before it closed does not count again."""
    meet(feedback, "/gone/", times=5)
    review(feedback.database, now=NOW)
    later = NOW + timedelta(days=10)
    review(feedback.database, now=later)
    meet(feedback, "/gone/", times=2, at=later + timedelta(days=1))
    review(feedback.database, now=later + timedelta(days=1))
    assert len(items(feedback)) == 1
    meet(feedback, "/gone/", at=later + timedelta(days=1))
    review(feedback.database, now=later + timedelta(days=1))
    assert [item.state for item in items(feedback)] == [State.OPEN, State.VERIFIED]


def test_where_an_article_is_nothing_is_missing(feedback: Feedback) -> None:
    """A report about a published address is not believed."""
    assert not meet(feedback, "/guides/reset/", times=5)
    review(feedback.database, now=NOW)
    assert items(feedback) == []


def test_what_is_personal_in_an_address_is_not_kept(feedback: Feedback) -> None:
    """An address that somebody was mailed may hold theirs."""
    meet(feedback, "/unsubscribe/ann@example.com", times=3)
    review(feedback.database, now=NOW)
    assert "ann" not in str(items(feedback)[0].evidence.title)
