"""Searches that leave people without an answer become work items, one a cause, and close when people find it."""

from datetime import timedelta

import pytest

from feedback_api.keeping.retention import forget_what_is_due
from feedback_api.queue.review import review
from feedback_api.replies.flags import MissingAnswerBody, ask_for_article, questions_in
from feedback_api.search_causes.account import asked_by_agents
from feedback_api.search_causes.answers import speaks_of
from feedback_api.search_causes.placing import begin_cause
from feedback_api.search_causes.readings import subject_of
from feedback_api.service import Feedback
from feedback_api.work_items.life import FADED, ONE_WITH_ANOTHER
from feedback_api.work_items.names import State
from publishing.catalogue import read_catalogue, write_catalogue
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication
from tests.feedback_api.search_causes.conftest import LATER, ItemsOf, Seek


def test_searches_that_find_nothing_are_one_item(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """Wordings and slips of one question make one item, named as most call it."""
    seek("delete account", times=3)
    seek("how do I delete my account", times=2)
    seek("delete acount")
    review(feedback.database, now=LATER)
    (item,) = items_of()
    assert (item.state, item.evidence.title) == (State.OPEN, "delete account")
    assert (item.evidence.unhelpful, item.evidence.fruitless) == (6, 6)
    assert item.evidence.answer_id is None


PASSED_ON = (
    "Hello,\n\nI am new here. Can I export my invoices to Excel? It is urgent.\n\nRegards,\nJo Miller",
    "Your page says nothing about it: how do I export all our invoices of last year into an Excel sheet?",
    "I would like to have our invoices exported as Excel. What can I do?",
)


@pytest.mark.parametrize("first", ["agents", "readers"])
def test_what_agents_pass_on_is_one_item_with_searches(
    feedback: Feedback, seek: Seek, items_of: ItemsOf, first: str
) -> None:
    """Messages about one thing make one item together with what found nothing and what nobody opened, in any order."""

    def agents() -> None:
        with feedback.database.writing() as connection:
            for message in PASSED_ON:
                asked = questions_in(connection, MissingAnswerBody(question=message))
                ask_for_article(connection, asked, key=None, now=NOW)
        review(feedback.database, now=LATER)

    def readers() -> None:
        seek("export invoices excel", times=3)
        seek("invoices excel export", times=2, found="few")
        seek("reset", times=30, found="reset", opened=True)
        review(feedback.database, now=LATER)

    for ask in (agents, readers) if first == "agents" else (readers, agents):
        ask()
    (item,) = items_of()
    with feedback.database.reading() as connection:
        assert asked_by_agents(connection, item.article_id) == len(PASSED_ON)
    assert (item.evidence.title, item.evidence.unhelpful) == ("export invoices excel", 8)


def test_few_searches_are_no_item(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """What hardly anybody looks for waits until more do."""
    seek("delete account", times=4)
    review(feedback.database, now=LATER)
    assert items_of() == []


def test_a_search_counts_when_its_hits_could_be_opened(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """Whoever searched a moment ago may still open something."""
    seek("delete account", times=6)
    review(feedback.database, now=NOW + timedelta(minutes=5))
    assert items_of() == []


def test_hits_that_nobody_opens_are_no_answer(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """A cause whose searchers open nothing, where others do, gets an item; one that is opened gets none."""
    seek("refund policy", times=15, found="export")
    seek("reset", times=30, found="reset", opened=True)
    review(feedback.database, now=LATER)
    (item,) = items_of()
    assert item.evidence.title == "refund policy"
    assert item.evidence.answer_id is None


def test_without_known_clicks_hits_are_answers(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """Where no click is reported but a stray one, nobody knows that nothing was opened."""
    seek("refund policy", times=30, found="export")
    seek("refunds policies", times=5)
    seek("refund policy", found="export", opened=True)
    review(feedback.database, now=LATER)
    assert items_of() == []


def test_an_article_that_search_hides_is_named(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """Those who word it otherwise open an article: it answers, and only words are missing."""
    seek("close account", times=8)
    seek("closing accounts", times=2, found="reset", opened=True)
    review(feedback.database, now=LATER)
    assert items_of()[0].evidence.answer_id == "reset"


def test_an_article_that_wording_hides_is_named(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """The best hit speaks of all that was asked, and nobody opens it."""
    seek("how to reset", times=20, found="reset")
    seek("export", times=20, found="export", opened=True)
    review(feedback.database, now=LATER)
    (item,) = items_of()
    assert item.evidence.answer_id == "reset"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Reset your password", True),
        ("Your account\nPassword reset\nPress the button.", True),
        ("Password\nResetting it\nPress the button.", True),
        ("Your account\nAfter a password was lost you may reset it.", False),
        ("Password\nChange it", False),
        ("", False),
    ],
)
def test_title_and_heading_tell_whether_an_article_answers(text: str, answers: bool) -> None:
    """Words in passing are no answer."""
    assert speaks_of(text, frozenset({"reset", "password"}), "en") is answers


def test_searches_for_a_poor_article_are_one_with_its_item(
    feedback: Feedback, seek: Seek, rate: Rate, items_of: ItemsOf
) -> None:
    """A poor article and the searches that should lead to it are one item, whichever came first."""
    seek("how to reset", times=20, found="reset")
    seek("export", times=20, found="export", opened=True)
    review(feedback.database, now=LATER)
    rate("reset", no=12)
    review(feedback.database, now=LATER)
    review(feedback.database, now=LATER)
    (poor,), (search,) = items_of("poor-rating"), items_of()
    assert (search.state, search.reason, search.merged_into) == (State.DISMISSED, ONE_WITH_ANOTHER, poor.id)


def test_an_answer_ships_and_its_searchers_verify_it(
    feedback: Feedback, publication: Publication, seek: Seek, items_of: ItemsOf
) -> None:
    """A new article that search finds ships the repair; those who then open it prove it."""
    seek("delete account", times=8)
    seek("export", times=20, found="export", opened=True)
    review(feedback.database, now=LATER)
    publication.publish(reset=FIRST, export=FIRST, deletion=FIRST)
    tomorrow = NOW + timedelta(days=1)
    feedback.published.notice(now=tomorrow)
    seek("delete account", found="deletion", opened=True, at=tomorrow)
    review(feedback.database, now=tomorrow + timedelta(hours=1))
    assert items_of()[0].state is State.SHIPPED
    seek("delete account", times=9, found="deletion", opened=True, at=tomorrow + timedelta(hours=2))
    review(feedback.database, now=tomorrow + timedelta(hours=3))
    assert items_of()[0].state is State.VERIFIED


def test_an_answer_that_nobody_opens_comes_back(
    feedback: Feedback, publication: Publication, seek: Seek, items_of: ItemsOf
) -> None:
    """Finding something is no proof: those who still open nothing bring the item back."""
    seek("delete account", times=8)
    seek("export", times=20, found="export", opened=True)
    review(feedback.database, now=LATER)
    publication.publish(reset=FIRST, export=FIRST, deletion=SECOND)
    tomorrow = NOW + timedelta(days=1)
    feedback.published.notice(now=tomorrow)
    seek("delete account", times=25, found="deletion", at=tomorrow)
    review(feedback.database, now=tomorrow + timedelta(hours=1))
    assert items_of()[0].state is State.REOPENED


def test_what_nobody_asks_any_more_closes(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """Once its searches are too old to count, an item that nobody took is let go."""
    seek("delete account", times=8)
    review(feedback.database, now=LATER)
    review(feedback.database, now=NOW + timedelta(days=100))
    assert (items_of()[0].state, items_of()[0].reason) == (State.DISMISSED, FADED)


def test_an_item_outlives_its_searches(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """When its searches are forgotten an item closes under the name that it had, and no other cause gets its number."""
    seek("delete account", times=8)
    review(feedback.database, now=LATER)
    later = NOW + timedelta(days=200)
    with feedback.database.writing() as connection:
        forget_what_is_due(connection, feedback.retention, now=later)
        number = begin_cause(connection, "en", now=later)
    review(feedback.database, now=later)
    (item,) = items_of()
    assert (item.state, item.reason, item.evidence.title) == (State.DISMISSED, FADED, "delete account")
    assert item.article_id != subject_of(number)


@pytest.mark.parametrize("reviews", [1, 2, 3])
def test_reviewing_again_counts_nothing_twice(feedback: Feedback, seek: Seek, items_of: ItemsOf, reviews: int) -> None:
    """A search is counted once, however often the review runs."""
    seek("delete account", times=8)
    for _ in range(reviews):
        review(feedback.database, now=LATER)
    assert items_of()[0].evidence.unhelpful == 8


def test_synonyms_are_one_cause(feedback: Feedback, publication: Publication, seek: Seek, items_of: ItemsOf) -> None:
    """Words that writers list as meaning the same lead to one item."""
    catalogue = read_catalogue(publication.site / "catalogue.json")
    alike = catalogue.model_copy(update={"synonyms": (("delete", "erase"),)})
    write_catalogue(alike, publication.site / "catalogue.json")
    feedback.published.notice(now=NOW)
    seek("delete account", times=3)
    seek("erase account", times=3)
    review(feedback.database, now=LATER)
    assert [item.evidence.unhelpful for item in items_of()] == [6]
