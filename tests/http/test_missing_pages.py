"""The site's "not found" page reports addresses that lead nowhere."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback_api.missing_pages.tables import missing_pages
from feedback_api.service import Feedback


def paths(feedback: Feedback) -> list[tuple[str, str, int]]:
    """List what was counted."""
    query = select(missing_pages.c.path, missing_pages.c.from_path, missing_pages.c.visits)
    with feedback.database.reading() as connection:
        return [(row.path, row.from_path, row.visits) for row in connection.execute(query)]


def test_visits_are_counted_without_who_made_them(client: FlaskClient, feedback: Feedback) -> None:
    """Of a visit the address, the page with the link and the day are kept."""
    report = {"path": "guides/gone/", "from_path": "guides/reset/"}
    for _ in range(2):
        assert client.post("/api/v1/missing-pages", json=report).status_code == 204
    assert paths(feedback) == [("guides/gone", "guides/reset", 2)]


def test_a_beacon_of_another_origin_is_taken(client: FlaskClient, feedback: Feedback) -> None:
    """A site on another host sends its JSON as plain text."""
    sent = client.post("/api/v1/missing-pages", data='{"path": "gone"}', content_type="text/plain")
    assert sent.status_code == 204
    assert paths(feedback) == [("gone", "", 1)]


def test_what_is_wrong_is_named(client: FlaskClient, feedback: Feedback) -> None:
    """Queries, which may tell who came, are not even read."""
    wrong: list[tuple[dict[str, object], str]] = [
        ({}, "path"),
        ({"path": ""}, "path"),
        ({"path": "a?token=secret"}, "path"),
        ({"path": "a#b"}, "path"),
        ({"path": "http://evil.example/x"}, "path"),
        ({"path": "//evil.example/x"}, "path"),
        ({"path": "\\\\evil.example\\x"}, "path"),
        ({"path": "javascript:alert(1)"}, "path"),
        ({"path": "buy my things"}, "path"),
        ({"path": "a\x1b[31mb"}, "path"),
        ({"path": "a", "from_path": "https://evil.example/"}, "from_path"),
        ({"path": "x" * 2001}, "path"),
        ({"path": "a", "from_path": 5}, "from_path"),
        ({"path": "a", "who": "me"}, "who"),
        ({"path": "a\x00b"}, "path"),
    ]
    for body, field in wrong:
        answer = client.post("/api/v1/missing-pages", json=body)
        assert (answer.status_code, answer.json and answer.json["field"]) == (422, field), body
    assert paths(feedback) == []


@pytest.mark.parametrize("path", ["ü/ß", "%2e%2e/x", "x" * 2000, "/from/the/root", "a/b:c", "/a:b", "a//b"])
def test_strange_addresses_are_addresses(client: FlaskClient, feedback: Feedback, path: str) -> None:
    """Whatever can stand in a path is counted, cut to a length that can be read."""
    assert client.post("/api/v1/missing-pages", json={"path": path}).status_code == 204
    assert len(paths(feedback)) == 1
