"""The OpenAPI document of the whole service, made from the models that its requests are checked with."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, jsonify

from feedback_api.contact import http as contact_http
from feedback_api.missing_pages import http as missing_http
from feedback_api.playback import http as playback_http
from feedback_api.ratings import http as ratings_http
from feedback_api.replies import http as replies_http
from feedback_api.reply_links import arrivals
from feedback_api.searches import clicks
from feedback_api.staff import api
from search_service.web import search as search_http
from search_service.web.openapi import openapi_document

blueprint = Blueprint("api_document", __name__)


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    """Describe every operation of the API."""
    return jsonify(document())


@cache
def document() -> dict[str, Any]:
    """Put the operations of search and feedback together."""
    parts = (search_http, ratings_http, clicks, playback_http, missing_http, contact_http, arrivals, api, replies_http)
    operations = [operation for part in parts for operation in part.OPERATIONS]
    return openapi_document("Help centre", version("help-centre"), operations)
