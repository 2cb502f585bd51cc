"""The OpenAPI document, assembled from the models that validate requests and serialise responses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from search_service.schemas import HttpMethod

OPENAPI_VERSION = "3.1.0"
REFERENCE = "#/components/schemas/{model}"


@dataclass(frozen=True)
class Operation:
    """
    One method of one path.

    ``path`` is an OpenAPI template (``/a/{article_id}``); ``responses`` names the model of each status,
    None for no JSON.
    """

    method: HttpMethod
    path: str
    summary: str
    responses: Mapping[int, type[BaseModel] | None]
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    body_types: tuple[str, ...] = field(default=("application/json",))


def openapi_document(title: str, version: str, operations: Iterable[Operation]) -> dict[str, Any]:
    """Describe *operations* as an OpenAPI 3.1 document."""
    operations = list(operations)
    schemas, components = _schemas(operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _describe(operation, schemas)
    return {
        "openapi": OPENAPI_VERSION,
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {"schemas": components},
    }


Schemas = dict[tuple[type[BaseModel], str], dict[str, Any]]


def _schemas(operations: list[Operation]) -> tuple[Schemas, dict[str, Any]]:
    """Give the schema of each model and use ("validation" of requests, "serialization" of answers), and definitions."""
    requests = {operation.body for operation in operations if operation.body}
    answers = {model for operation in operations for model in operation.responses.values() if model}
    used = sorted(
        [(model, "validation") for model in requests] + [(model, "serialization") for model in answers],
        key=lambda use: (use[0].__name__, use[1]),
    )
    by_use, definitions = models_json_schema(used, ref_template=REFERENCE)  # type: ignore[arg-type]
    return by_use, definitions.get("$defs", {})  # type: ignore[return-value]


def _describe(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": re.sub(r"\W+", "_", f"{operation.method}{operation.path}").strip("_"),
        "responses": {str(status): _response(status, model, schemas) for status, model in operation.responses.items()},
    }
    parameters = [*_path_parameters(operation.path), *_query_parameters(operation.query)]
    if parameters:
        described["parameters"] = parameters
    if operation.body:
        content = {mimetype: {"schema": schemas[operation.body, "validation"]} for mimetype in operation.body_types}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _response(status: int, model: type[BaseModel] | None, schemas: Schemas) -> dict[str, Any]:
    response: dict[str, Any] = {"description": HTTPStatus(status).phrase}
    if model:
        response["content"] = {"application/json": {"schema": schemas[model, "serialization"]}}
    return response


def _path_parameters(path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", path)
    ]


def _query_parameters(model: type[BaseModel] | None) -> list[dict[str, Any]]:
    """Turn each field of *model* into a parameter; they are plain values without definitions."""
    if model is None:
        return []
    schema = model.model_json_schema()
    required = schema.get("required", [])
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": declared.pop("description", ""),
            "schema": declared,
        }
        for name, declared in schema["properties"].items()
    ]
