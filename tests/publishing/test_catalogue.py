"""The catalogue: read from anywhere, strict about its fields, clear about what is wrong."""

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from publishing.catalogue import CatalogueError, parse_catalogue, read_catalogue, write_catalogue
from tests.publishing.small_articles import article, catalogue
from tests.web_server import serving


def as_json(**changes: Any) -> bytes:
    """Write a catalogue of one article as JSON, with *changes* to the article."""
    content = json.loads(catalogue(article()).model_dump_json())
    content["articles"][0].update(changes)
    return json.dumps(content).encode()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """A catalogue survives the way through its file."""
    write_catalogue(catalogue(article(title="Größe")), tmp_path / "site" / "catalogue.json")

    assert read_catalogue(tmp_path / "site" / "catalogue.json") == catalogue(article(title="Größe"))


def test_a_compressed_catalogue_is_read_as_it_is(tmp_path: Path) -> None:
    """Gzip is told by its first bytes, not by the file's name."""
    (tmp_path / "catalogue").write_bytes(gzip.compress(as_json()))

    assert read_catalogue(tmp_path / "catalogue") == catalogue(article())


def test_unknown_fields_are_kept_out() -> None:
    """A newer writer's field neither disturbs nor passes on."""
    read = parse_catalogue(as_json(mood="good"), "here")

    assert "mood" not in read.model_dump_json()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "poem"}, "here: article 'a': field 'kind': "),
        ({"updated": "soon"}, "here: article 'a': field 'updated': "),
        ({"url": "https://elsewhere.example/"}, "here: article 'a': field 'url': is not relative to site_url"),
        ({"url": "../out/"}, "here: article 'a': field 'url': is not relative to site_url"),
        ({"id": ".."}, "here: article '..': field 'id': "),
        ({"id": 7}, "here: article number 1: field 'id': "),
        ({"sections": [{"anchor": "", "title": ""}]}, "here: article 'a': field 'sections.0.text': "),
    ],
)
def test_a_wrong_field_is_named_with_its_article(changes: dict[str, Any], message: str) -> None:
    """Whoever repairs the catalogue learns where to look."""
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(as_json(**changes), "here")

    assert caught.value.message.startswith(message)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "not valid JSON"),
        (b"\x1f\x8bnot gzip", "the file is damaged"),
        (gzip.compress(as_json(), mtime=0)[:-20], "the file is damaged"),
        (gzip.compress(as_json(), mtime=0)[:10] + b"\xff" * 50, "the file is damaged"),
        (b'{"schema_version": 2}', "field 'schema_version'"),
        (b"[]", "here"),
        (b'{"schema_version": 1, "site_url": "x", "built_at": "2026-01-01T00:00:00Z", "articles": [3]}', "here"),
    ],
)
def test_what_is_no_catalogue_is_refused(content: bytes, message: str) -> None:
    """Damaged, foreign and future files each get a sentence."""
    with pytest.raises(CatalogueError, match=message):
        parse_catalogue(content, "here")


def test_one_id_twice_is_refused_unless_the_languages_differ() -> None:
    """An id names one article in each language."""
    both = json.loads(as_json())
    both["articles"].append(both["articles"][0] | {"lang": "de"})
    assert len(parse_catalogue(json.dumps(both).encode(), "here").articles) == 2

    both["articles"].append(both["articles"][0])
    with pytest.raises(CatalogueError, match="two articles have the id 'a' in the language 'en'"):
        parse_catalogue(json.dumps(both).encode(), "here")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """Someone who has not built the site yet is told the command."""
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(tmp_path / "catalogue.json")

    assert "help-centre build" in caught.value.hint


class Host(BaseHTTPRequestHandler):
    """Serves one catalogue, and nothing else."""

    def do_GET(self) -> None:
        """Answer with the catalogue, or with 404."""
        found = self.path == "/catalogue.json"
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(gzip.compress(as_json()) if found else b"")

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def host() -> Iterator[str]:
    """Give the address of a static host."""
    with serving(HTTPServer(("127.0.0.1", 0), Host)) as port:
        yield f"http://127.0.0.1:{port}"


def test_a_published_catalogue_is_read_from_its_address(host: str) -> None:
    """The site may live on any host."""
    assert read_catalogue(f"{host}/catalogue.json") == catalogue(article())


def test_an_address_that_does_not_answer_is_named(host: str) -> None:
    """A wrong address or a host that is down is an error for people."""
    with pytest.raises(CatalogueError, match=r"/lost\.json: the catalogue cannot be downloaded"):
        read_catalogue(f"{host}/lost.json")
    with pytest.raises(CatalogueError, match="cannot be downloaded"):
        read_catalogue("http://127.0.0.1:9/catalogue.json")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:abc/x", "http://[::1", "http://127.0.0.1:9/a b", "http://127.0.0.1:9/é", "http://"]
)
def test_what_is_no_address_is_said_to_be(address: str) -> None:
    """A misspelt address is an error for people like any other."""
    with pytest.raises(CatalogueError, match="cannot be downloaded"):
        read_catalogue(address)
