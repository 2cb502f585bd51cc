"""The whole service over a published help centre, as a client sees it."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback_api import create_app
from feedback_api.searches.log import EXTENSION as SEARCH_LOG
from feedback_api.searches.log import SearchLog
from feedback_api.service import EXTENSION, Feedback
from feedback_api.sign_in.accounts import Role, add_account
from feedback_api.sign_in.sessions import Way, begin_session, form_token
from feedback_api.sign_in.visitor import COOKIE
from publishing.theme.compiled_templates import keep_compiled
from tests.feedback_api.publication import FIRST, NOW, Publication

Send = Callable[..., TestResponse]


@pytest.fixture
def app(publication: Publication) -> Iterator[Flask]:
    """Give the whole service, on a clock that stands still."""
    app = create_app(publication.search_settings, publication.feedback_settings, clock=lambda: NOW)
    keep_compiled(app.jinja_env)
    yield app
    app.extensions[EXTENSION].database.close()


@pytest.fixture
def feedback(app: Flask) -> Feedback:
    """Give the parts of the service."""
    parts: Feedback = app.extensions[EXTENSION]
    return parts


@pytest.fixture
def search_log(app: Flask) -> SearchLog:
    """Give the log that searches of the service wait in."""
    log: SearchLog = app.extensions[SEARCH_LOG]
    return log


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser on the machine that serves."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask) -> FlaskClient:
    """
    Give the browser of somebody who is signed in as staff.

    What it sends carries the token of its forms, as if the page with the form had been opened before.
    """
    return staff_browser(app)


def staff_browser(app: Flask, role: Role = Role.STAFF) -> FlaskClient:
    """Sign somebody in at *app*, by a session that is begun in its database."""
    parts: Feedback = app.extensions[EXTENSION]
    token, now = f"session-of-{role}", parts.clock()
    with parts.database.writing() as connection:
        who = add_account(connection, f"{role}@example.com", role, now=now)
        begin_session(connection, who, Way.PASSWORD, token, now=now)
    browser = app.test_client()
    browser.set_cookie(COOKIE, token)
    browser.environ_base["HTTP_X_FORM_TOKEN"] = form_token(token)
    return browser


@pytest.fixture
def send(client: FlaskClient) -> Send:
    """Send a rating of the reset article, a "no" unless told otherwise, as JSON."""

    def send(**changes: Any) -> TestResponse:
        fields = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST, "helpful": False, **changes}
        return client.post("/api/v1/ratings", json=fields)

    return send
