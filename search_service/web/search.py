"""Search and suggestions as JSON."""

from __future__ import annotations

from threading import Lock

from flask import Blueprint, Response, current_app, request
from pydantic import BaseModel

from search_service.answers.current_engine import CurrentEngine
from search_service.schemas import (
    ErrorResponse,
    FieldErrorResponse,
    SearchQuery,
    SearchResponse,
    SuggestQuery,
    SuggestResponse,
)
from search_service.signals import searched
from search_service.web.errors import parse
from search_service.web.openapi import Operation

blueprint = Blueprint("search_api", __name__, url_prefix="/api/v1")
ERRORS: dict[int, type[BaseModel] | None] = {400: ErrorResponse, 422: FieldErrorResponse, 503: ErrorResponse}
OPERATIONS = (
    Operation(
        "get",
        "/api/v1/search",
        "Find the articles that best answer a query",
        {200: SearchResponse, **ERRORS},
        SearchQuery,
    ),
    Operation("get", "/api/v1/suggest", "Complete what is being typed", {200: SuggestResponse, **ERRORS}, SuggestQuery),
)
# The threads of a worker share one interpreter: taking turns, a search takes far less than if they interrupted it.
turn = Lock()


def current_engine() -> CurrentEngine:
    """Give the engine of the running app."""
    engine: CurrentEngine = current_app.extensions["search_engine"]
    return engine


def answer(query: SearchQuery) -> SearchResponse:
    """Search with the serving engine and announce what was found, unless the words are kept nowhere."""
    engine = current_engine().get()
    with turn:
        response = engine.search(query)
    if not query.log:
        return response
    searched.send(
        current_app._get_current_object(),  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's way to give senders
        search_id=response.search_id,
        query=response.query,
        total=response.total,
        partial=query.partial,
        lang=query.lang,
        article_ids=[hit.article_id for hit in response.results],
    )
    return response


@blueprint.get("/search")
def search() -> Response:
    """
    Answer a search.

    :raise 400: the query is too long.
    :raise 422: a parameter is wrong.
    """
    return _json(answer(parse(SearchQuery, request.args)))


@blueprint.get("/suggest")
def suggest() -> Response:
    """
    Complete what is being typed.

    :raise 400: the query is too long.
    :raise 422: a parameter is wrong.
    """
    query, engine = parse(SuggestQuery, request.args), current_engine().get()
    with turn:
        response = engine.suggest(query)
    return _json(response)


def _json(model: SearchResponse | SuggestResponse) -> Response:
    response = Response(model.model_dump_json(), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
