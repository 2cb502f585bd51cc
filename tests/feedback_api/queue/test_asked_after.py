"""Articles that people read right before they ask a person become work items, and close when nobody asks any more."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from feedback_api.contact.asking import Desk
from feedback_api.contact.one_person import MOST_WITHIN_A_MINUTE, list_set_aside_questions, put_back_questions
from feedback_api.contact.question import QuestionBody, VisitEntry
from feedback_api.contact.settings import ContactSettings
from feedback_api.evidence.policy import Policy
from feedback_api.keeping.retention import forget_sources
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.queue.review import review
from feedback_api.queue.testimony import hear
from feedback_api.schema import metadata
from feedback_api.service import Feedback
from feedback_api.sources.tables import rating_sources
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import list_items
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, SITE_URL, Publication

DESK = Desk(DeliverySettings(contact_webhook="https://example.com/"), ContactSettings(contact_limit=0), SITE_URL)


def ask(  # noqa: PLR0913 - what a question is made of
    feedback: Feedback,
    *,
    number: int,
    at: datetime = NOW,
    revision: str = FIRST,
    article: str = "reset",
    email: str = "",
    source: str | None = "",
) -> None:
    """Let somebody ask a person, who read *article* last; somebody else each time, unless it is said who."""
    visit = (
        VisitEntry(kind="page", article_id="export"),
        VisitEntry(kind="page", article_id=article, revision=revision),
    )
    question = QuestionBody(
        key=UUID(int=number), goal="Get in", email=email or f"reader{number}@example.com", visit=visit
    )
    with feedback.database.writing() as connection:
        DESK.take(connection, question, source=f"8.8.8.{number}" if source == "" else source, now=at)


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


@pytest.mark.parametrize(
    "who",
    [
        {"email": "Ada@example.com"},
        {"source": "9.9.9.9"},
        {"source": None, "email": "ada@example.com"},
        {"source": None},
    ],
    ids=["one address", "one source", "one address behind a proxy", "within a minute behind a proxy"],
)
def test_one_person_alone_opens_nothing_within_a_day(feedback: Feedback, who: dict[str, Any]) -> None:
    """However often one asks after an article, each time with other words: it counts once, until staff puts it back."""
    for number in range(9):
        ask(feedback, number=number, at=NOW + timedelta(seconds=number), **who)
    assert items(feedback, at=NOW + timedelta(minutes=1)) == []
    with feedback.database.writing() as connection:
        (aside,) = list_set_aside_questions(connection)
        assert aside.article_id == "reset"
        assert aside.questions >= 9 - MOST_WITHIN_A_MINUTE
        assert hear(connection, ("reset", "en"), Policy(), now=NOW).reasons["Asked a person after reading"] < 3
        assert put_back_questions(connection, ("reset", aside.lang)) == aside.questions
    assert [item.state for item in items(feedback, at=NOW + timedelta(minutes=2))] == [State.OPEN]


@pytest.mark.parametrize("who", [{"email": "Ada@example.com"}, {"source": "9.9.9.9"}], ids=["address", "source"])
def test_one_person_alone_opens_nothing_in_weeks(feedback: Feedback, who: dict[str, Any]) -> None:
    """Who asks anew every day counts once while questions count; after another text, and in another article, again."""
    for number in range(9):
        at = NOW + timedelta(days=number)
        with feedback.database.writing() as connection:
            forget_sources(connection, now=at)
        ask(feedback, number=number, at=at, **who)
    ask(feedback, number=10, at=NOW + timedelta(days=9), article="export", **who)
    assert items(feedback, at=NOW + timedelta(days=9)) == []
    with feedback.database.reading() as connection:
        (aside,) = list_set_aside_questions(connection)
    assert (aside.article_id, aside.questions) == ("reset", 8)


def test_what_tells_one_person_from_others_is_gone_after_a_day(feedback: Feedback) -> None:
    """Address and source are not kept, only marks of them, and these for a day."""
    ask(feedback, number=1, email="ada@example.com", source="9.9.9.9")
    with feedback.database.writing() as connection:
        kept = str(
            [
                row
                for table in metadata.sorted_tables
                if table.name != "outbox"
                for row in connection.execute(select(table))
            ]
        )
        assert "ada@example.com" not in kept
        assert "9.9.9.9" not in kept
        forget_sources(connection, now=NOW + timedelta(days=1, seconds=1))
        assert connection.execute(select(rating_sources)).all() == []


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
