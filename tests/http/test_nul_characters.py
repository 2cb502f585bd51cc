"""NUL characters, which PostgreSQL keeps in no text: refused in every field, with a sentence."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask

from feedback_api import create_app
from feedback_api.service import EXTENSION
from feedback_api.sign_in.accounts import Role
from tests.feedback_api.publication import FIRST, NOW, Publication
from tests.http.conftest import staff_browser


@pytest.fixture
def app(publication: Publication, postgres_url: str) -> Iterator[Flask]:
    """Give the whole service on a PostgreSQL of its own."""
    settings = replace(publication.feedback_settings, database_url=postgres_url)
    app = create_app(publication.search_settings, settings, clock=lambda: NOW)
    yield app
    app.extensions[EXTENSION].database.close()


def test_a_nul_character_is_refused_wherever_it_stands(app: Flask) -> None:
    """In JSON however deep, in forms and in addresses the answer is 422; what is searched for may hold one."""
    reader, admin = app.test_client(), staff_browser(app, Role.ADMIN)
    rating = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST, "helpful": True}
    for path, body, field in (
        ("ratings", {**rating, "via": "reply", "anchor": "\0"}, "anchor"),
        ("ratings", {**rating, "comment": "a\0b"}, "comment"),
        ("arrivals", {"article_id": "reset", "lang": "\0", "event": "opened"}, "lang"),
        ("arrivals", {"article_id": "reset", "lang": ["x", {"\0": 1}], "event": "opened"}, "lang"),
        ("flags", {"article_id": "reset", "anchor": "\0", "kind": "wrong"}, "anchor"),
        ("missing-answers", {"question": "How?", "lang": "\0"}, "lang"),
    ):
        answer = admin.post(f"/api/v1/{path}", json=body)
        assert (answer.status_code, answer.json and answer.json["field"]) == (422, field)
    for path, form in (
        ("/api/v1/ratings", {**rating, "helpful": "yes", "anchor": "\0"}),
        ("/staff/people/", {"email": "\0@example.com"}),
        ("/staff/people/remove", {"name": "\0"}),
        ("/staff/reply/flag", {"article_id": "reset", "anchor": "\0", "kind": "wrong"}),
        ("/staff/sign-in", {"email": "\0@example.com", "password": "x"}),
    ):
        assert admin.post(path, data=form).status_code == 422, path
    for path in ("/rated/?key=%00", "/a/reset/?lang=%00", "/staff/articles/reset?lang=%00", "/helped/?link=%00"):
        assert admin.get(path).status_code == 422, path
    assert admin.get("/a/%00/").status_code == 404
    assert admin.get("/staff/articles/%00").status_code == 404
    assert reader.get("/api/v1/search?q=reset%00").status_code == 200
