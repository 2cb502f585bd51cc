"""Articles that people read right before they ask a person become work items, and close when nobody asks any more."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from feedback_api.contact.asking import Desk
from feedback_api.contact.question import QuestionBody, VisitEntry
from feedback_api.contact.settings import ContactSettings
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.policy import Policy
from feedback_api.queue.review import review
from feedback_api.queue.testimony import hear
from feedback_api.service import Feedback
from feedback_api.work_items.life import State, WorkItem
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import list_items
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, SITE_URL, Publication

DESK = Desk(DeliverySettings(contact_webhook="https://example.com/"), ContactSettings(contact_limit=0), SITE_URL)


def ask(feedback: Feedback, *, number: int, at: datetime = NOW, revision: str = FIRST, article: str = "reset") -> None:
    """Let somebody ask a person, who read *article* last."""
    visit = (
        VisitEntry(kind="page", article_id="export"),
        VisitEntry(kind="page", article_id=article, revision=revision),
    )
    question = QuestionBody(key=UUID(int=number), goal="Get in", email="ada@example.com", visit=visit)
    with feedback.database.writing() as connection:
        DESK.take(connection, question, source=None, now=at)


def items(feedback: Feedback, *, at: datetime = NOW) -> list[WorkItem]:
    """Review as of *at*, and list all items of this kind."""
    review(feedback.database, now=at)
    with feedback.database.reading() as connection:
        return list_items(connection, states=State, kind="asked-after")


def test_three_questions_after_an_article_open_an_item(feedback: Feedback) -> None:
    """Two may be chance; the item says what happened, and only the article that was read last is meant."""
    ask(feedback, number=1)
    ask(feedback, number=2)
    assert items(feedback) == []
    ask(feedback, number=3)
    (item,) = items(feedback)
    assert (item.article_id, item.state) == ("reset", State.OPEN)
    said = in_words(item.evidence, item.kind, under_proof=False)
    assert said == "3 questions to a person came right after reading it since 21 November 2026."


@pytest.mark.parametrize(("asked_again", "state"), [(0, State.VERIFIED), (3, State.REOPENED)])
def test_silence_after_the_repair_closes_it_and_questions_bring_it_back(
    feedback: Feedback, publication: Publication, asked_again: int, state: State
) -> None:
    """Another text ships the repair; at the pace of before, some days of silence prove it."""
    for number in range(6):
        ask(feedback, number=number, at=NOW - timedelta(days=number))
    assert [item.state for item in items(feedback)] == [State.OPEN]
    shipped = NOW + timedelta(days=1)
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=shipped)
    assert [item.state for item in items(feedback, at=shipped)] == [State.SHIPPED]
    for number in range(asked_again):
        ask(feedback, number=100 + number, at=shipped + timedelta(hours=number), revision=SECOND)
    later = shipped + timedelta(days=1 if asked_again else 6)
    assert [item.state for item in items(feedback, at=later)] == [state]


def test_it_joins_the_item_of_a_poor_article(feedback: Feedback, rate: Rate) -> None:
    """Where ratings already say that the article fails, the questions are part of its one item."""
    rate("reset", no=12)
    for number in range(3):
        ask(feedback, number=number)
    assert items(feedback) == []
    with feedback.database.reading() as connection:
        said = hear(connection, ("reset", "en"), Policy(), now=NOW)
    assert said.reasons == {"Asked a person after reading": 3}
    assert {voice.goal for voice in said.voices} == {"Get in"}
