"""The API keeps to its own description."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from feedback_api.service import EXTENSION
from feedback_api.sign_in.accounts import Role, add_account, hash_of

TOKEN = "token-of-the-program"


@pytest.fixture
def api(app: Flask) -> Any:
    """Read the description from the running service, as a program that may ask everything."""
    parts = app.extensions[EXTENSION]
    with parts.database.writing() as connection:
        add_account(connection, "contract", Role.APP, now=parts.clock(), secret_hash=hash_of(TOKEN))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


# Forms send empty fields for what was not chosen, which are accepted without being described; and what counts as white
# space differs between the engine that makes texts from a pattern and the one that checks them.
LOOSE_CHECKS = [negative_data_rejection, positive_data_acceptance]
OPERATIONS = [
    ("/api/v1/search", "get"),
    ("/api/v1/suggest", "get"),
    ("/api/v1/ratings", "post"),
    ("/api/v1/clicks", "post"),
    ("/api/v1/playback", "post"),
    ("/api/v1/missing-pages", "post"),
    ("/api/v1/contact", "get"),
    ("/api/v1/contact", "post"),
    ("/api/v1/arrivals", "post"),
    ("/api/v1/work-items", "get"),
    ("/api/v1/work-items/{item_id}", "patch"),
    ("/api/v1/visitor", "get"),
    ("/api/v1/reply", "post"),
    ("/api/v1/takeaways", "get"),
    ("/api/v1/links", "post"),
    ("/api/v1/flags", "post"),
    ("/api/v1/missing-answers", "post"),
]


# What takes nothing can be sent nothing wrong.
WITHOUT_INPUT = [("/api/v1/visitor", "get")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "method", "mode"),
    [
        (*operation, mode)
        for operation in OPERATIONS
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        if operation not in WITHOUT_INPUT or mode is GenerationMode.POSITIVE
    ],
)
def test_every_operation_answers_as_described(api: Any, path: str, method: str, mode: GenerationMode) -> None:
    """Whatever is sent, right or wrong, the status and the body are among those that the description names."""

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(api[path][method].as_strategy(generation_mode=mode))
    def answers(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"}, excluded_checks=LOOSE_CHECKS)

    answers()


def test_the_description_is_valid(client: FlaskClient) -> None:
    """The document is OpenAPI 3.1 and names every operation of search, feedback and staff."""
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    validate(document)
    assert [(path, method) for path, methods in document["paths"].items() for method in methods] == OPERATIONS
