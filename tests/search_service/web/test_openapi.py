from __future__ import annotations

from openapi_spec_validator import validate
from pydantic import BaseModel

from search_service.web.openapi import Operation, openapi_document


class Inner(BaseModel):
    """A part of a body."""

    amount: int


class Body(BaseModel):
    """A body with a part."""

    inner: Inner


class Query(BaseModel):
    """Parameters."""

    word: str
    limit: int = 3


OPERATIONS = [
    Operation("post", "/things/{thing_id}", "Change a thing", {200: Inner, 204: None}, Query, Body),
    Operation("get", "/things/{thing_id}", "Look at a thing", {200: Body}),
]


def test_operations_become_a_valid_document() -> None:
    """Paths, parameters, bodies and answers of the operations are all described."""
    document = openapi_document("Things", "1", OPERATIONS)
    validate(document)
    posted = document["paths"]["/things/{thing_id}"]["post"]
    assert {(one["name"], one["in"], one["required"]) for one in posted["parameters"]} == {
        ("thing_id", "path", True), ("word", "query", True), ("limit", "query", False),
    }  # fmt: skip
    assert posted["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/Body")
    assert "content" not in posted["responses"]["204"]


def test_a_model_is_described_once() -> None:
    """Models that several operations share stand once among the schemas."""
    document = openapi_document("Things", "1", OPERATIONS)
    assert set(document["components"]["schemas"]) == {"Body", "Inner"}
