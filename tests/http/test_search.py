from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from publishing.catalogue import write_catalogue
from search_service import create_app
from search_service.settings import SearchSettings
from search_service.signals import searched
from tests.search_service.conftest import ARTICLES, make_catalogue


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Give search alone, on the usual articles."""
    folder = tmp_path_factory.mktemp("search")
    write_catalogue(make_catalogue(*ARTICLES), folder / "catalogue.json")
    return create_app(SearchSettings(catalogue=str(folder / "catalogue.json"), index=folder / "index"))


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    """Give a client of the search service."""
    return app.test_client()


def test_a_search_is_answered_in_the_documented_shape(client: FlaskClient) -> None:
    """Every field of the contract is there, and nothing else."""
    answer = client.get("/api/v1/search?q=forgot+pasword+email&limit=1").json
    assert answer is not None
    assert set(answer) == {"search_id", "query", "total", "took_ms", "correction", "results", "completions", "nearest"}
    assert re.fullmatch(r"[0-9a-f]{32}", answer["search_id"])
    hit = answer["results"][0]
    assert hit["excerpt"][0].keys() == {"text", "match"}
    del hit["excerpt"]
    assert hit == {
        "article_id": "reset-password",
        "revision": "r1",
        "kind": "guide",
        "lang": "en",
        "language": None,
        "title": "Reset your password",
        "url": "guides/reset-password/",
        "summary": "Choose a new password.",
        "breadcrumbs": ["Guides"],
        "section": {"title": "By email", "anchor": "by-email", "url": "guides/reset-password/#by-email"},
        "rank": 1,
    }


def test_suggestions_are_titles_with_their_addresses(client: FlaskClient) -> None:
    """What is being typed is completed to articles."""
    answer = client.get("/api/v1/suggest?q=inv").json
    assert answer is not None
    assert answer["suggestions"][0] == {
        "text": "Invoices and refunds", "article_id": "invoices", "kind": "guide", "url": "guides/invoices/",
        "asked": False,
    }  # fmt: skip


def test_an_empty_query_is_answered_with_nothing(client: FlaskClient) -> None:
    """No query is not an error."""
    answer = client.get("/api/v1/search")
    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["total"], answer.json["results"]) == (0, [])


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ("limit=-1", "limit"),
        ("limit=0", "limit"),
        ("limit=51", "limit"),
        ("limit=many", "limit"),
        ("offset=-1", "offset"),
        ("offset=99999999999999999999", "offset"),
        ("kind=poem", "kind"),
        ("partial=perhaps", "partial"),
        ("lang=" + "x" * 36, "lang"),
    ],
)
def test_a_wrong_parameter_is_named(client: FlaskClient, parameters: str, field: str) -> None:
    """A parameter that cannot be understood is answered with its name and a hint."""
    answer = client.get(f"/api/v1/search?q=a&{parameters}")
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["field"] == field
    assert answer.json["hint"]


@pytest.mark.parametrize("query", ["a" * 10_000, "*" * 1_000_000])
@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/suggest", "/search/"])
def test_a_query_of_10000_characters_is_refused_with_a_hint(client: FlaskClient, path: str, query: str) -> None:
    """More than anybody types is an error that says how much is allowed; the results page still shows what it was."""
    answer = client.get(path, query_string={"q": query})
    assert answer.status_code == 400
    assert "4000" in answer.text
    assert (f">\n{query}</textarea>" in answer.text) == (path == "/search/")


def test_a_far_offset_has_no_results_but_the_total(client: FlaskClient) -> None:
    """Beyond the last result there is nothing, and that is no error."""
    answer = client.get("/api/v1/search?q=password&offset=1000000000").json
    assert answer is not None
    assert answer["results"] == []
    assert answer["total"] > 0


def test_a_search_is_announced(app: Flask, client: FlaskClient) -> None:
    """Whoever listens learns what was asked and what was found."""
    heard: list[dict[str, Any]] = []

    def listen(_: Flask, **said: Any) -> None:
        heard.append(said)

    with searched.connected_to(listen, sender=app):
        answer = client.get("/api/v1/search?q=refund&lang=en&partial=1").json
    assert answer is not None
    assert heard == [
        {
            "search_id": answer["search_id"],
            "query": "refund",
            "total": 1,
            "partial": True,
            "lang": "en",
            "article_ids": ["invoices"],
        }
    ]


def test_words_of_a_form_that_is_not_sent_are_announced_to_nobody(app: Flask, client: FlaskClient) -> None:
    """They find answers like any others, and are kept nowhere."""
    heard: list[dict[str, Any]] = []

    def listen(_: Flask, **said: Any) -> None:
        heard.append(said)

    with searched.connected_to(listen, sender=app):
        answer = client.get("/api/v1/search?q=refund&partial=1&log=0").json
    assert answer is not None
    assert answer["total"] == 1
    assert heard == []


def test_an_unknown_address_below_the_api_is_json(client: FlaskClient) -> None:
    """Programs get errors they can read."""
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.json is not None
    assert set(answer.json) == {"error", "hint"}


def test_the_interface_describes_itself(client: FlaskClient) -> None:
    """The OpenAPI document is valid and names every path, parameter and answer."""
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    validate(document)
    assert set(document["paths"]) == {"/api/v1/search", "/api/v1/suggest"}
    parameters = {one["name"] for one in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert parameters == {"q", "limit", "offset", "lang", "kind", "partial", "log"}


@pytest.fixture
def without_index(tmp_path: Path) -> FlaskClient:
    """Give a service that has neither index nor catalogue."""
    return create_app(
        SearchSettings(catalogue=str(tmp_path / "catalogue.json"), index=tmp_path / "index")
    ).test_client()


def test_without_index_and_catalogue_the_log_says_what_to_do(
    without_index: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Who searches is told to come back; who runs the service learns what is missing, with its path."""
    answer = without_index.get("/api/v1/search?q=a")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json == {"error": "This cannot be answered just now.", "hint": "Try again in half a minute."}
    assert "catalogue.json" in caplog.text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=200), partial=st.sampled_from(["0", "1"]), page=st.booleans())
def test_any_query_is_answered(client: FlaskClient, query: str, partial: str, page: bool) -> None:
    """Whatever stands in the address, the answer is no server error, and HTML in it is not executed."""
    path = "/search/" if page else "/api/v1/search"
    answer = client.get(f"{path}?q={quote(query, errors='surrogatepass')}&partial={partial}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text
