"""The whole service over a published help centre, as a client sees it."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback_api import create_app
from feedback_api.service import EXTENSION, Feedback
from tests.feedback_api.publication import FIRST, NOW, Publication

Send = Callable[..., TestResponse]


@pytest.fixture
def app(publication: Publication) -> Iterator[Flask]:
    """Give the whole service, on a clock that stands still."""
    app = create_app(publication.search_settings, publication.feedback_settings, clock=lambda: NOW)
    yield app
    app.extensions[EXTENSION].database.close()


@pytest.fixture
def feedback(app: Flask) -> Feedback:
    """Give the parts of the service."""
    parts: Feedback = app.extensions[EXTENSION]
    return parts


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser on the machine that serves."""
    return app.test_client()


@pytest.fixture
def send(client: FlaskClient) -> Send:
    """Send a rating of the reset article, a "no" unless told otherwise, as JSON."""

    def send(**changes: Any) -> TestResponse:
        fields = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST, "helpful": False, **changes}
        return client.post("/api/v1/ratings", json=fields)

    return send
