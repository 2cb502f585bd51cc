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


@pytest.fixture
def api(app: Flask) -> Any:
    """Read the description from the running service."""
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
    ("/api/v1/work-items", "get"),
    ("/api/v1/work-items/{item_id}", "patch"),
]


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_answers_as_described(api: Any, path: str, method: str, mode: GenerationMode) -> None:
    """Whatever is sent, right or wrong, the status and the body are among those that the description names."""

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(api[path][method].as_strategy(generation_mode=mode))
    def answers(case: Any) -> None:
        case.call_and_validate(excluded_checks=LOOSE_CHECKS)

    answers()


def test_the_description_is_valid(client: FlaskClient) -> None:
    """The document is OpenAPI 3.1 and names every operation of search, feedback and staff."""
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    validate(document)
    assert [(path, method) for path, methods in document["paths"].items() for method in methods] == OPERATIONS
