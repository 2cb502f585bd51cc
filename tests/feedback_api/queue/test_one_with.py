"""Whoever repairs an article sees everything that the repair is to answer."""

from datetime import timedelta

import pytest

from feedback_api.commands.listing import in_full
from feedback_api.evidence.policy import Policy
from feedback_api.queue.account import WorkItemAccount, full_account_for
from feedback_api.queue.by_hand import merge_items, take_step
from feedback_api.queue.review import review
from feedback_api.replies.flags import FlagBody, set_flag
from feedback_api.revisions.published import find_article
from feedback_api.service import Feedback
from feedback_api.trackers.text import Places, body_of
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.store import find_item, list_items
from publishing.errors import HelpCentreError
from search_service.answers.engine import SearchEngine
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import NOW
from tests.feedback_api.search_causes.conftest import LATER, Seek, items_of, seek

__all__ = ["items_of", "seek"]
PLACES = Places("https://help.example.com/", "https://service.example.com", None)


def no_index() -> SearchEngine:
    """Stand for a help centre whose index is missing: nothing is known of sections."""
    raise HelpCentreError("There is no index.", "Build it.")


def listed(feedback: Feedback) -> dict[str, WorkItem]:
    """Give the items that are not closed, by kind."""
    with feedback.database.reading() as connection:
        return {item.kind: item for item in list_items(connection, states=set(State) - {State.DISMISSED})}


def told(feedback: Feedback, item_id: int) -> WorkItemAccount:
    """Give all that is known of an item."""
    with feedback.database.reading() as connection:
        item = find_item(connection, item_id)
        return full_account_for(connection, item, Policy(), no_index, now=LATER)


def flag(feedback: Feedback) -> None:
    """Let an agent flag the reset article."""
    with feedback.database.writing() as connection:
        article = find_article(connection, "reset")
        assert article is not None
        set_flag(connection, article, FlagBody(article_id="reset", kind="wrong", words="Step 3 is gone"), now=NOW)


def test_searches_that_were_merged_are_told_to_whoever_repairs(feedback: Feedback, seek: Seek, rate: Rate) -> None:
    """The issue and the command line name the item and every wording, as the staff page does."""
    seek("cancel my plan", times=7)
    review(feedback.database, now=LATER)
    rate("reset", no=12)
    review(feedback.database, now=LATER)
    found = listed(feedback)
    with feedback.database.writing() as connection:
        merge_items(connection, found["missing-answer"].id, found["poor-rating"].id, now=LATER)
    account = told(feedback, found["poor-rating"].id)
    (joined,) = account.one_with_this
    assert (joined.work_item_id, joined.kind, joined.title) == (1, "missing-answer", "cancel my plan")
    assert "7 x cancel my plan" in body_of(account, PLACES)
    assert 'searched for: "cancel my plan" (7)' in in_full(account, [])


def test_flags_on_a_poor_article_join_its_item(feedback: Feedback, rate: Rate) -> None:
    """They have no item of their own while it is there, and are told at it; afterwards they have one."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    flag(feedback)
    review(feedback.database, now=LATER)
    (item,) = listed(feedback).values()
    account = told(feedback, item.id)
    for told_to_writers in (body_of(account, PLACES), in_full(account, [])):
        assert all(said in told_to_writers for said in ("have flagged it once", "1 x Flagged: it is wrong", "Step 3"))
    assert [joined.work_item_id for joined in account.one_with_this] == [None]
    with feedback.database.writing() as connection:
        take_step(connection, item.id, State.DISMISSED, "The product is to change", now=LATER)
    review(feedback.database, now=LATER + timedelta(hours=1))
    assert list(listed(feedback)) == ["flagged"]


def test_what_joined_an_item_goes_along_when_that_is_merged(feedback: Feedback, rate: Rate, seek: Seek) -> None:
    """Searches and flags that were one with a poor article are one with the item that it was merged into."""
    rate("reset", no=12)
    rate("export", no=12)
    review(feedback.database, now=NOW)
    flag(feedback)
    seek("how to reset", times=7, found="reset")
    seek("export", times=20, found="export", opened=True)
    with feedback.database.reading() as connection:
        into, poor = sorted(list_items(connection), key=lambda item: item.article_id)
    with feedback.database.writing() as connection:
        merge_items(connection, poor.id, into.id, now=LATER)
    for hours in (1, 2):
        review(feedback.database, now=LATER + timedelta(hours=hours))
        assert [item.id for item in listed(feedback).values()] == [into.id]
    assert {(one.kind, one.work_item_id) for one in told(feedback, into.id).one_with_this} == {
        ("poor-rating", poor.id),
        ("missing-answer", None),
        ("flagged", None),
    }


def test_an_item_of_flags_is_merged_when_the_article_turns_out_poor(feedback: Feedback, rate: Rate) -> None:
    """Whichever came first, the two are one item, unless somebody is at work on the flags."""
    flag(feedback)
    review(feedback.database, now=NOW)
    rate("reset", no=12)
    review(feedback.database, now=LATER)
    review(feedback.database, now=LATER)
    (item,) = listed(feedback).values()
    (joined,) = told(feedback, item.id).one_with_this
    assert (item.kind, joined.work_item_id, joined.kind) == ("poor-rating", 1, "flagged")


@pytest.mark.parametrize("times", [7, 20])
def test_flags_do_not_join_searches(feedback: Feedback, seek: Seek, times: int) -> None:
    """Whoever makes an article easier to find does not look at what it says."""
    seek("how to reset", times=times, found="reset")
    seek("export", times=20, found="export", opened=True)
    flag(feedback)
    review(feedback.database, now=LATER)
    review(feedback.database, now=LATER)
    assert listed(feedback).keys() == {"missing-answer", "flagged"}
