"""A person can have what they sent, or have it erased."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select

from feedback_api.contact.asking import Desk
from feedback_api.contact.question import QuestionBody
from feedback_api.contact.settings import ContactSettings
from feedback_api.keeping.personal_data import NothingKeptError, erase_person, export_person
from feedback_api.outbox.messages import list_waiting
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.ratings.rating import RatingBody, record_rating
from feedback_api.ratings.tables import rating_days, ratings
from feedback_api.searches.tables import searches
from feedback_api.service import Feedback
from tests.feedback_api.publication import FIRST, NOW, SITE_URL, Publication

KEY = "7c1e6a52-3f0b-4d0e-9a55-0f6f2f0f8c11"
SAID = {"goal": "sign in", "comment": "The button is 100% gone", "email": "Jo@example.com", "search_id": "s"}


@pytest.fixture(autouse=True)
def two_readers(feedback: Feedback) -> None:
    """Two readers say no; one of them says more."""
    with feedback.database.writing() as connection:
        for key, said in ((KEY, SAID), (str(uuid4()), {})):
            fields = {"key": key, "article_id": "reset", "revision": FIRST, "helpful": False, **said}
            record_rating(connection, RatingBody.model_validate(fields), now=NOW)
        found = {"search_id": "s", "query": "log in", "total": 1, "partial": False, "settled": True}
        connection.execute(insert(searches).values(searched_at=NOW, **found))


@pytest.mark.parametrize("who", [KEY, KEY.upper(), "jo@EXAMPLE.com", "button is 100%"])
def test_a_person_gets_all_that_they_sent(feedback: Feedback, who: str) -> None:
    """By key, by address or by words: the rating with its words and its search."""
    with feedback.database.reading() as connection:
        (kept,) = export_person(connection, who)
    assert (kept["key"], kept["comment"], kept["search"]) == (KEY, SAID["comment"], "log in")


@pytest.mark.parametrize("who", ["%", "____", "nobody@example.com", "0b9e2f7a-6a55-4c3e-8d1f-5d2b7a9c4e10", ""])
def test_nobody_gets_what_others_sent(feedback: Feedback, who: str) -> None:
    """What names nobody finds nothing, and says so."""
    with feedback.database.reading() as connection, pytest.raises(NothingKeptError):
        export_person(connection, who)


@pytest.mark.parametrize("who", [KEY, "jo@example.com"])
def test_who_is_forgotten_leaves_a_no_that_leads_to_nobody(feedback: Feedback, who: str) -> None:
    """Words, address, search and key are gone; the counts are as they were."""
    with feedback.database.writing() as connection:
        assert erase_person(connection, who) == 1
    with feedback.database.reading() as connection:
        rows = connection.execute(select(ratings)).all()
        assert [(row.goal, row.comment, row.email, row.search_id) for row in rows] == [(None,) * 4] * 2
        assert KEY not in {row.key for row in rows}
        assert connection.execute(select(searches)).all() == []
        assert connection.execute(select(rating_days.c.unhelpful)).scalars().all() == [2]


def test_words_alone_erase_nothing(feedback: Feedback) -> None:
    """Words may be somebody else's too: erasing wants a key or an address."""
    with feedback.database.writing() as connection, pytest.raises(NothingKeptError):
        erase_person(connection, "sign in")


def test_what_waits_to_be_sent_is_found_and_erased(feedback: Feedback) -> None:
    """A question that has not gone out yet is handed out and erased by the address, its words by its number."""
    desk = Desk(DeliverySettings(contact_webhook="https://example.com/"), ContactSettings(), SITE_URL)
    question = QuestionBody(key=UUID(int=5), goal="Find my invoice", email="Ada@example.com")
    with feedback.database.writing() as connection:
        receipt = desk.take(connection, question, source=None, now=NOW).number
        (waiting,) = export_person(connection, "ada@example.com")
        assert (waiting["message"], waiting["goal"]) == ("question", "Find my invoice")
        (kept,) = export_person(connection, receipt)
        assert kept["goal"] == "Find my invoice"
        assert erase_person(connection, "ada@example.com") == 1
        assert erase_person(connection, receipt) == 1
        assert list_waiting(connection) == []
        assert export_person(connection, receipt)[0]["goal"] is None


def test_no_byte_of_what_was_erased_stays_on_the_disk(feedback: Feedback, publication: Publication) -> None:
    """Neither the file nor the log beside it holds the words, the address or the key, while the service runs."""
    secrets = [KEY, "100% gone", "Jo@example.com", "log in"]
    with feedback.database.reading() as reader:
        reader.execute(select(ratings)).all()  # the service, which stays
        with feedback.database.writing() as connection:
            erase_person(connection, KEY)
        assert not feedback.database.leave_no_traces(), "who reads still sees what was there"
    assert feedback.database.leave_no_traces()
    files = list(publication.folder.glob("feedback.db*"))
    assert {file.name for file in files} >= {"feedback.db", "feedback.db-wal"}
    kept = b"".join(file.read_bytes() for file in files)
    assert [secret for secret in secrets if secret.encode() in kept] == []
