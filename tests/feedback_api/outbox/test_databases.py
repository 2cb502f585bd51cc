"""Questions, words of repairs and the week's page work in SQLite and in PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import insert

from feedback_api.contact.asking import Desk, Receipt
from feedback_api.contact.question import QuestionBody, VisitEntry
from feedback_api.contact.settings import ContactSettings
from feedback_api.database.connections import Database
from feedback_api.evidence.policy import Policy
from feedback_api.outbox.messages import list_waiting
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.queue.asked_after import ASKED_POLICY, judge_questions, read_questions
from feedback_api.ratings.rating import RatingBody, record_rating
from feedback_api.repaired.answering import answer_notice, find_notice
from feedback_api.repaired.links import read_token
from feedback_api.repaired.telling import tell_who_waits
from feedback_api.revisions.tables import articles, revisions
from feedback_api.search_causes.counting import count_searches
from feedback_api.searches.tables import searches
from feedback_api.week.letter import send_week
from feedback_api.week.reading import read_week
from feedback_api.week.series import first_days, loop_weeks, rated_weeks
from feedback_api.week.unanswered import Unanswered, most_wanted, searched_weeks
from tests.feedback_api.publication import FIRST, NOW, SECOND, SITE_URL

pytestmark = pytest.mark.slow

DESK = Desk(DeliverySettings(contact_webhook="https://example.com/"), ContactSettings(), SITE_URL)


def publish(database: Database, revision: str, *, days_ago: int) -> None:
    """Publish another text of the reset article."""
    title = {"lang": "en", "title": "Reset", "url": "guides/reset/"}
    with database.writing() as connection:
        connection.execute(articles.delete())
        current = {"id": "reset", "position": 0, "revision": revision, "kind": "guide", **title}
        connection.execute(insert(articles).values(**current))
        known = {"article_id": "reset", "revision": revision, "lineage": revision, **title}
        connection.execute(insert(revisions).values(published_at=NOW - timedelta(days=days_ago), **known))


def test_the_same_question_many_times_at_once_is_one(database: Database) -> None:
    """Eight hurried requests get one receipt, and none an error."""
    publish(database, FIRST, days_ago=5)
    question = QuestionBody(key=UUID(int=1), goal="Get in", email="ada@example.com")

    def ask(_: int) -> Receipt:
        with database.writing() as connection:
            return DESK.take(connection, question, source="8.8.8.8", now=NOW)

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(ask, range(8)))
    assert len({receipt.number for receipt in receipts}) == 1
    assert [receipt.created for receipt in receipts].count(True) == 1
    with database.reading() as connection:
        assert len(list_waiting(connection)) == 1


def test_the_whole_way_is_understood_by_both(database: Database) -> None:
    """A question and a "no" are taken, the repair is told of and answered, and the week's page reads all of it."""
    publish(database, FIRST, days_ago=5)
    visit = (VisitEntry(kind="page", article_id="reset", revision=FIRST),)
    question = QuestionBody(key=UUID(int=1), goal="Get in", email="ada@example.com", visit=visit)
    rating = {"key": UUID(int=2), "article_id": "reset", "revision": FIRST, "helpful": False}
    with database.writing() as connection:
        assert DESK.take(connection, question, source="8.8.8.8", now=NOW - timedelta(days=4)).created
        said = RatingBody.model_validate({**rating, "email": "bob@example.com", "goal": "Sign in"})
        record_rating(connection, said, now=NOW - timedelta(days=4))
    for number, counted in enumerate((True, False)):
        search = {"search_id": str(number), "query": "dark mode", "lang": "en", "total": 0, "partial": False}
        at = NOW - timedelta(minutes=20)
        with database.writing() as connection:
            connection.execute(insert(searches).values(**search, settled=True, searched_at=at, source="reader"))
        assert not counted or count_searches(database, now=NOW) == 1
    publish(database, SECOND, days_ago=1)
    assert tell_who_waits(database, SITE_URL, SITE_URL, now=NOW) == 1
    with database.writing() as connection:
        (mail,) = [message.content for message in list_waiting(connection, "mail")]
        token = next(word for word in mail["text"].split() if "/helped/" in word).split("link=")[1]
        notice = find_notice(connection, read_token(connection, token).notice_id)
        assert answer_notice(connection, notice, helpful=True, now=NOW)
        assert not answer_notice(connection, notice, helpful=False, now=NOW)
    with database.reading() as connection:
        week = read_week(connection, NOW.date())
        assert (week.questions, [(article.unhelpful, article.asked) for article in week.failing]) == (1, [(1, 1)])
        assert [voice.words for voice in week.failing[0].voices] == ["Get in", "Sign in"]
        assert rated_weeks(connection, NOW.date(), Policy())[-1].helpful == 1
        assert searched_weeks(connection, first_days(NOW.date()))[-1].unanswered == 2
        assert most_wanted(connection, NOW.date(), NOW.date()) == [Unanswered("dark mode", 2)]
        assert loop_weeks(connection, NOW.date())[-1].verified == 0
        (reading,) = judge_questions(read_questions(connection, ASKED_POLICY, now=NOW), ASKED_POLICY).values()
        assert (reading.revision, reading.evidence.unhelpful) == (SECOND, 0)
    assert send_week(database, ["eve@example.com"], SITE_URL, now=NOW) == 1
