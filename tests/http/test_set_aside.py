"""Staff see what was set aside, and put it back."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from feedback_api import create_app
from feedback_api.contact.asking import Desk
from feedback_api.contact.question import QuestionBody, VisitEntry
from feedback_api.contact.settings import ContactSettings
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.queue.review import review
from feedback_api.searches.log import SearchLog
from feedback_api.service import EXTENSION, Feedback
from feedback_api.sources.networks import Network, read_networks
from feedback_api.work_items.names import State
from tests.feedback_api.publication import FIRST, NOW, SITE_URL, Publication
from tests.http.conftest import Send

DESK = Desk(DeliverySettings(contact_webhook="https://example.com/"), ContactSettings(contact_limit=0), SITE_URL)
TROLL = {"REMOTE_ADDR": "8.8.4.4"}
PAGE = "/staff/set-aside/"


def flood(client: FlaskClient, send: Send) -> None:
    """Let one source rate more often than a household would."""
    client.environ_base.update(TROLL)
    assert {send().status_code for _ in range(9)} == {201}
    client.environ_base.update(REMOTE_ADDR="127.0.0.1")


def test_nothing_is_set_aside_at_first(signed_in: FlaskClient) -> None:
    """An empty page says so."""
    shown = signed_in.get(PAGE).text
    for what in ("ratings", "searches", "visits", "questions"):
        assert f"No {what} are set aside." in shown


def test_a_flood_is_shown_with_its_reason_and_put_back(client: FlaskClient, signed_in: FlaskClient, send: Send) -> None:
    """Whoever floods gets the usual answers; staff see how many were set aside and why, and can count them."""
    flood(client, send)
    shown = signed_in.get(PAGE).text
    assert "from one source within a day" in shown
    assert "Set aside: 0 yes, 8 no." in shown
    answer = signed_in.post(f"{PAGE}1/put-back")
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert "Put back, " in signed_in.get(PAGE).text
    assert signed_in.post(f"{PAGE}7/put-back").status_code == 404


@pytest.mark.parametrize(("named", "opened"), [((), 0), (read_networks("8.8.4.0/28"), 1)], ids=["not named", "named"])
def test_an_office_behind_a_named_address_is_many_people(
    publication: Publication, named: tuple[Network, ...], opened: int
) -> None:
    """A dozen colleagues open an item only where the operator says that many share their address."""
    settings = replace(publication.feedback_settings, shared_addresses=named)
    app = create_app(publication.search_settings, settings, clock=lambda: NOW)
    office, parts = app.test_client(), app.extensions[EXTENSION]
    for number in range(12):
        rating = {"key": str(UUID(int=number)), "article_id": "reset", "revision": FIRST, "helpful": False}
        assert office.post("/api/v1/ratings", json=rating, environ_overrides=TROLL).status_code == 201
    assert review(parts.database, now=NOW)[State.OPEN] == opened
    parts.database.close()


def test_only_staff_puts_back(client: FlaskClient, signed_in: FlaskClient, send: Send) -> None:
    """The page answers like the other staff pages: to who is signed in, and to no other site."""
    flood(client, send)
    assert client.post(f"{PAGE}1/put-back").status_code == 401
    assert signed_in.post(f"{PAGE}1/put-back", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert signed_in.get(PAGE).headers["Cache-Control"] == "no-store"


def test_searches_of_one_source_make_no_item(
    client: FlaskClient, signed_in: FlaskClient, feedback: Feedback, search_log: SearchLog
) -> None:
    """Whoever searches in a loop is set aside under the question; put back, its searches count at the next review."""
    client.environ_base.update(TROLL)
    for _ in range(12):
        assert client.get("/api/v1/search?q=wombat+licence").status_code == 200
    search_log.flush()
    later = feedback.clock() + timedelta(hours=1)
    assert not review(feedback.database, now=later)
    shown = signed_in.get(PAGE).text
    assert "Set aside: 8 searches." in shown
    assert signed_in.post(f"{PAGE}searches/1/put-back").status_code == 303
    assert signed_in.post(f"{PAGE}searches/1/put-back").status_code == 404
    assert review(feedback.database, now=later)[State.OPEN] == 1


def test_visits_of_one_source_make_no_item(client: FlaskClient, signed_in: FlaskClient, feedback: Feedback) -> None:
    """One person who meets an address that leads nowhere counts once a day; staff see the rest and put it back."""
    client.environ_base.update(TROLL)
    for _ in range(9):
        assert client.post("/api/v1/missing-pages", json={"path": "gone/"}).status_code == 204
    assert not review(feedback.database, now=feedback.clock())
    assert "Set aside: 8 visits." in signed_in.get(PAGE).text
    assert signed_in.post(f"{PAGE}visits/put-back", data={"path": "gone"}).status_code == 303
    assert signed_in.post(f"{PAGE}visits/put-back", data={"path": "gone"}).status_code == 404
    assert review(feedback.database, now=feedback.clock())[State.OPEN] == 1


def test_questions_of_one_person_make_no_item(client: FlaskClient, signed_in: FlaskClient, feedback: Feedback) -> None:
    """Whoever asks a person again and again after one article counts once; staff see the rest and put it back."""
    with feedback.database.writing() as connection:
        for number in range(4):
            visit = (VisitEntry(kind="page", article_id="reset"),)
            question = QuestionBody(key=UUID(int=number), goal=f"Get in {number}", email="ada@example.com", visit=visit)
            DESK.take(connection, question, source="8.8.4.4", now=feedback.clock())
    assert not review(feedback.database, now=feedback.clock())
    assert "Set aside: 3 questions." in signed_in.get(PAGE).text
    article = {"article_id": "reset", "lang": "en"}
    assert client.post(f"{PAGE}questions/put-back", data=article).status_code == 401
    assert signed_in.post(f"{PAGE}questions/put-back", data=article).status_code == 303
    assert signed_in.post(f"{PAGE}questions/put-back", data=article).status_code == 404
    assert review(feedback.database, now=feedback.clock())[State.OPEN] == 1
