"""Ratings over HTTP."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from feedback_api import create_app
from feedback_api.ratings.tables import ratings
from feedback_api.searches.tables import clicks
from feedback_api.service import EXTENSION, Feedback
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication
from tests.http.conftest import Send

FORM = {"article_id": "reset", "revision": FIRST, "helpful": "no", "website": "", "goal": "", "comment": ""}


def kept(feedback: Feedback) -> list[Any]:
    """Read every rating."""
    with feedback.database.reading() as connection:
        return list(connection.execute(select(ratings)))


def followed(answer: TestResponse) -> str:
    """Give the address that a browser goes to after *answer*; the answer's is relative, for proxies with a path."""
    return urljoin(answer.request.path, answer.location)


def test_a_rating_is_created_then_updated(send: Send, feedback: Feedback) -> None:
    """A new key answers 201, the same key again 200, and there is one rating."""
    key = str(uuid4())
    assert send(key=key).status_code == 201
    answer = send(key=key, goal="sign in")
    assert answer.status_code == 200
    assert answer.json == {"key": key, "article_id": "reset", "revision": FIRST, "helpful": False}
    assert [rating.goal for rating in kept(feedback)] == ["sign in"]


def test_a_beacon_is_taken(client: FlaskClient, feedback: Feedback) -> None:
    """JSON that a leaving page sends as plain text is a rating like any other."""
    body = json.dumps({"key": str(uuid4()), "article_id": "reset", "revision": FIRST, "helpful": True})
    assert client.post("/api/v1/ratings", data=body, content_type="text/plain;charset=UTF-8").status_code == 201
    assert len(kept(feedback)) == 1


def test_the_plain_form_leads_to_a_page_that_asks(client: FlaskClient) -> None:
    """Without JavaScript a "no" is thanked for, and asked what the reader was trying to do."""
    answer = client.post("/api/v1/ratings", data=FORM)
    assert answer.status_code == 303
    assert re.fullmatch(r"\.\./\.\./rated/\?key=[0-9a-f-]{36}", answer.location)
    page = client.get(followed(answer))
    assert page.status_code == 200
    assert "What were you trying to do?" in page.text
    assert 'action="../api/v1/ratings?lang=en"' in page.text, "what is wrong with it is said in the same language"
    assert '<div id="help-centre-slot">' in page.text


def test_a_page_that_leads_to_no_person_leads_to_none_afterwards(
    publication: Publication, feedback: Feedback, client: FlaskClient
) -> None:
    """Where front matter says `contact: none`, neither the thanks nor what follows them names a person."""
    publication.publish(reset=FIRST, contact=FIRST)
    feedback.published.notice(now=NOW, at_once=True)
    assert "Still stuck?" in client.get(followed(client.post("/api/v1/ratings", data=FORM))).text
    page = client.get(followed(client.post("/api/v1/ratings?lang=en&contact=none", data=FORM))).text
    assert "Still stuck?" not in page
    assert 'action="../api/v1/ratings?lang=en&amp;contact=none"' in page


@pytest.mark.parametrize("source", ["8.8.8.8", "127.0.0.1"])
def test_the_plain_form_that_is_sent_twice_is_one_rating(client: FlaskClient, feedback: Feedback, source: str) -> None:
    """A hurried reader without JavaScript counts once, with the last answer; another browser or text is another one."""
    client.environ_base.update(REMOTE_ADDR=source, HTTP_USER_AGENT="A phone")
    first, again, changed = (
        client.post("/api/v1/ratings", data={**FORM, "helpful": helpful}).location for helpful in ("no", "no", "yes")
    )
    assert first == again == changed
    assert [rating.helpful for rating in kept(feedback)] == [True]
    client.post("/api/v1/ratings", data={**FORM, "article_id": "export"})
    client.environ_base.update(HTTP_USER_AGENT="A computer")
    client.post("/api/v1/ratings", data=FORM)
    assert len(kept(feedback)) == 3


def test_the_details_of_the_plain_form_are_thanked_for(client: FlaskClient, feedback: Feedback) -> None:
    """The form after the "no" carries the same key, and the page then says what happens next."""
    key = client.post("/api/v1/ratings", data=FORM).location.partition("key=")[2]
    answer = client.post("/api/v1/ratings", data={**FORM, "key": key, "goal": "sign in", "reason": "failed"})
    page = client.get(followed(answer)).text
    assert "Your words are with the people who write these pages." in page
    assert "<form" not in page
    assert "sign in" not in page
    assert [(rating.goal, rating.reason) for rating in kept(feedback)] == [("sign in", "failed")]


def test_a_yes_is_thanked_for(client: FlaskClient) -> None:
    """A "yes" asks for nothing more."""
    page = client.get(followed(client.post("/api/v1/ratings", data={**FORM, "helpful": "yes"}))).text
    assert "Good to hear" in page
    assert "<form" not in page


def test_an_unknown_rating_has_no_page(client: FlaskClient) -> None:
    """A key that stands for nothing is not found."""
    assert client.get(f"/rated/?key={uuid4()}").status_code == 404
    assert client.get("/rated/").status_code == 404


def test_what_is_wrong_with_a_form_is_told_to_people(client: FlaskClient) -> None:
    """Who sent the plain form reads what to do in their own words, and a way on."""
    answer = client.post("/api/v1/ratings", data={**FORM, "email": "nobody"})
    assert answer.status_code == 422
    assert "The field &#39;email&#39; is not an e-mail address." in answer.text
    assert "Go back, correct it, and send it again." in answer.text
    assert 'href="../../"' in answer.text
    assert "openapi" not in answer.text


def test_the_honeypot_keeps_nothing(client: FlaskClient, send: Send, feedback: Feedback) -> None:
    """A script that fills in the field that people do not see is thanked, a form is told so; nothing is kept."""
    assert send(website="https://spam.example.com").status_code == 201
    assert client.post("/api/v1/ratings", data={**FORM, "website": "x"}).status_code == 400
    assert kept(feedback) == []


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"article_id": "nowhere"}, 404), ({"revision": SECOND}, 409)],
    ids=["unknown article", "unknown revision"],
)
def test_what_was_never_published_is_refused(send: Send, changes: dict[str, str], status: int) -> None:
    """An unknown article is not found, an unknown revision is a conflict, and both say what to do."""
    answer = send(**changes)
    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["error"]
    assert answer.json["hint"]


def test_a_page_that_was_published_a_moment_ago_can_be_rated(publication: Publication, send: Send) -> None:
    """A rating of a new revision is accepted before any round has noticed the new catalogue."""
    publication.publish(reset=SECOND, export=FIRST)
    assert send(revision=SECOND).status_code == 201
    assert send(revision=FIRST).status_code == 201


def test_a_key_cannot_change_its_article(send: Send) -> None:
    """The same key with another article is a conflict."""
    key = str(uuid4())
    send(key=key)
    assert send(key=key, article_id="export").status_code == 409


def test_a_bad_body_is_a_clear_error(client: FlaskClient) -> None:
    """Whatever is sent, the answer says what is wrong."""
    bodies = {
        "cut off": (b"{", "application/json", 400),
        "a list": (b"[]", "application/json", 400),
        "not UTF-8": (b"\xff\xfe", "application/json", 400),
        "deep": (b"[" * 50_000, "application/json", 400),
        "large": (b"x" * 70_000, "application/json", 413),
        "large form": (b"goal=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        "XML": (b"<rating/>", "application/xml", 415),
        "surrogate": (b'{"\\ud800": 1}', "application/json", 400),
        "empty": (b"{}", "application/json", 422),
    }
    for name, (body, content_type, status) in bodies.items():
        answer = client.post("/api/v1/ratings", data=body, content_type=content_type)
        assert answer.status_code == status, name


def test_a_large_body_of_unknown_length_is_too_large(client: FlaskClient) -> None:
    """What comes in chunks is not cut at the limit and then misread."""
    chunked = {"wsgi.input": BytesIO(b"x" * 70_000), "wsgi.input_terminated": True}
    answer = client.post("/api/v1/ratings", content_type="application/json", environ_overrides=chunked)
    assert answer.status_code == 413
    assert answer.get_json() == {"error": "The request is too large.", "hint": "Send at most 64 kB."}


def test_a_wrong_field_is_named(send: Send) -> None:
    """An error about a field names it."""
    answer = send(goal="x" * 501)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["field"] == "goal"


def test_a_lone_surrogate_is_a_wrong_field(client: FlaskClient) -> None:
    """Text that is no Unicode is refused, not stumbled over."""
    body = b'{"key": "%s", "article_id": "reset", "revision": "%s", "helpful": false, "goal": "\\ud800"}'
    filled = body % (str(uuid4()).encode(), FIRST.encode())
    answer = client.post("/api/v1/ratings", data=filled, content_type="application/json")
    assert answer.status_code == 422


def test_a_locked_database_says_when_to_try_again(send: Send, feedback: Feedback) -> None:
    """While another process holds the database, nothing is kept and the browser is told to come back."""
    with feedback.database.writing():
        answer = send()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json == {
        "error": "What you sent could not be kept just now.",
        "hint": "Try again in half a minute.",
    }
    assert send().status_code == 201


def test_a_reader_is_not_told_where_the_database_lies(
    client: FlaskClient, publication: Publication, caplog: pytest.LogCaptureFixture
) -> None:
    """The plain form's reader reads what to do; the operator finds file and reason in the log."""
    (publication.folder / "feedback.db").unlink()
    page = client.post("/api/v1/ratings", data=FORM).text
    assert "could not be kept just now" in page
    assert "feedback.db" not in page
    assert "feedback.db" in caplog.text


@pytest.fixture
def read_only(publication: Publication) -> Iterator[FlaskClient]:
    """Give a service whose database file lets nobody write."""
    url = f"sqlite:///file:{publication.folder}/feedback.db?mode=ro&uri=true"
    create_app(publication.search_settings, publication.feedback_settings).extensions[EXTENSION].database.close()
    settings = type(publication.feedback_settings)(database_url=url, rate_limit="off")
    app = create_app(publication.search_settings, settings, clock=lambda: NOW)
    yield app.test_client()
    app.extensions[EXTENSION].database.close()


def test_a_read_only_database_says_when_to_try_again(read_only: FlaskClient) -> None:
    """Ratings are refused for now; pages and permanent links go on."""
    fields = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST, "helpful": False}
    answer = read_only.post("/api/v1/ratings", json=fields)
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
    assert (read_only.get("/readyz").json or {})["database"] == "unwritable"
    assert read_only.get("/guides/reset/").status_code == 200
    assert read_only.get("/a/reset").status_code == 302
    assert read_only.get("/staff/work-items/").status_code == 303


def test_a_probe_is_told_in_json_that_the_database_is_away(publication: Publication, tmp_path: Path) -> None:
    """A database that was read-only from the start, or is none, is no page for people."""
    (tmp_path / "taken").write_text("no database", encoding="utf-8")
    settings = type(publication.feedback_settings)(database_url=f"sqlite:///{tmp_path}/taken", rate_limit="off")
    app = create_app(publication.search_settings, settings, clock=lambda: NOW)
    answer = app.test_client().get("/readyz")
    app.extensions[EXTENSION].database.close()
    assert (answer.status_code, answer.mimetype) == (503, "application/json")
    assert (answer.json or {}).keys() == {"error", "hint"}


def test_a_click_is_kept_once(client: FlaskClient, feedback: Feedback) -> None:
    """The same click sent twice is one click."""
    click = {"search_id": "s" * 32, "article_id": "reset", "rank": 2}
    answers = [client.post("/api/v1/clicks", json=click).status_code for _ in range(2)]
    assert answers == [204, 204]
    with feedback.database.reading() as connection:
        assert [row.rank for row in connection.execute(select(clicks))] == [2]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"article_id": "nowhere"}, 404),
        ({"rank": 0}, 422),
        ({"search_id": ""}, 422),
        ({"rank": None}, 422),
        ({"rank": True}, 422),
    ],
)
def test_a_wrong_click_is_refused(client: FlaskClient, change: dict[str, Any], status: int) -> None:
    """A click on nothing, or nowhere, is an error."""
    click = {"search_id": "s" * 32, "article_id": "reset", "rank": 2, **change}
    assert client.post("/api/v1/clicks", json=click).status_code == status


def limited(folder: Path, rate_limit: str) -> FlaskClient:
    """Make a service that limits requests."""
    publication = Publication(folder)
    publication.publish(reset=FIRST)
    settings = type(publication.feedback_settings)(
        database_url=publication.feedback_settings.database_url, rate_limit=rate_limit
    )
    return create_app(publication.search_settings, settings).test_client()


def test_too_many_requests_are_told_to_wait(tmp_path: Path) -> None:
    """Above the limit the API answers 429 in JSON with the seconds to wait; pages are not limited."""
    client = limited(tmp_path, "12 per minute")

    def rated() -> TestResponse:
        return client.post("/api/v1/ratings", json={})

    assert [rated().status_code for _ in range(3)] == [422, 422, 429]
    answer = rated()
    assert 1 <= int(answer.headers["Retry-After"]) <= 61
    assert answer.json is not None
    assert set(answer.json) == {"error", "hint"}
    assert client.get("/guides/reset/").status_code == 200
    client.application.extensions[EXTENSION].database.close()
