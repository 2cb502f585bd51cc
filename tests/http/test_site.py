"""The site as the service serves it."""

import gzip
import operator
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from feedback_api import create_app
from feedback_api.database.connections import DatabaseUnavailableError
from feedback_api.queue.turn import REVIEWED_WITHIN
from feedback_api.running.rounds import make_round
from feedback_api.service import EXTENSION, Feedback
from publishing.rules.addresses_there import SERVED
from search_service.settings import SearchSettings
from tests.feedback_api.publication import FIRST, NOW, SECOND, SITE_URL, Publication


def test_a_page_is_served_compressed_to_who_takes_it(client: FlaskClient, publication: Publication) -> None:
    """A browser that takes gzip gets few bytes of the same page."""
    plain = (publication.site / "guides/reset/index.html").read_bytes()
    answer = client.get("/guides/reset/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(answer.data) == plain
    assert len(answer.data) < len(plain)
    assert client.get("/guides/reset/").data == plain


def test_a_file_that_lies_compressed_beside_it_is_used(client: FlaskClient, publication: Publication) -> None:
    """What the build has compressed is not compressed again."""
    ready = gzip.compress(b"ready")
    (publication.site / "guides/reset/index.html.gz").write_bytes(ready)
    assert client.get("/guides/reset/", headers={"Accept-Encoding": "gzip"}).data == ready
    assert client.get("/guides/reset/index.html.gz").status_code == 404


def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient, publication: Publication) -> None:
    """A page is revalidated by its tag, and sent when it was published anew."""
    first = client.get("/guides/reset/")
    again = {"If-None-Match": first.headers["ETag"]}
    assert first.headers["Cache-Control"] == "no-cache"
    assert client.get("/guides/reset/", headers=again).status_code == 304
    (publication.site / "guides/reset/index.html").write_text("<h1>New</h1>", encoding="utf-8")
    assert client.get("/guides/reset/", headers=again).status_code == 200


def test_a_folder_without_its_slash_is_sent_on(client: FlaskClient) -> None:
    """Relative links hold only below the slash; the query is kept."""
    answer = client.get("/guides/reset?q=a%20b")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "./reset/?q=a%20b"


def test_hashed_files_are_kept_for_ever(client: FlaskClient, publication: Publication) -> None:
    """A file whose name changes with its content is never asked for again."""
    (publication.site / "main.3fd1a2b4.min.css").write_text("a {}", encoding="utf-8")
    assert "immutable" in client.get("/main.3fd1a2b4.min.css").headers["Cache-Control"]


@pytest.mark.parametrize("name", ["help-centre/search.json", "assets/help-centre/static-search.js"])
def test_what_searches_in_an_outage_needs_no_answer_to_be_used(
    client: FlaskClient, publication: Publication, name: str
) -> None:
    """A browser that has it may use it before it has asked whether there is a newer one."""
    file = publication.site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{}", encoding="utf-8")
    assert client.get(f"/{name}?5").headers["Cache-Control"] == "max-age=0, stale-while-revalidate=86400"


def test_videos_are_served_in_ranges(client: FlaskClient, publication: Publication) -> None:
    """A player can seek, and captions have their type."""
    (publication.site / "clip.webm").write_bytes(bytes(range(100)))
    (publication.site / "clip.vtt").write_text("WEBVTT\n", encoding="utf-8")
    with client.get("/clip.webm", headers={"Range": "bytes=10-19"}) as part:
        assert part.status_code == 206
        assert part.data == bytes(range(10, 20))
        assert part.mimetype == "video/webm"
    assert client.get("/clip.vtt").mimetype == "text/vtt"


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/guides%00/", "/guides/reset/index.html/x"]
)
def test_what_is_not_there_gets_the_sites_own_page(client: FlaskClient, path: str) -> None:
    """Nothing outside of the site can be asked for, and the answer looks like the site."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.text == "<h1>Not here</h1>"


@pytest.mark.parametrize("path", ["/" + "x" * 300, "/a/" + "x" * 300, "/guides/" + "x/" * 3000])
def test_a_name_that_no_file_can_have_is_not_found(client: FlaskClient, path: str) -> None:
    """A path that is too long for the file system is a wrong address like any other."""
    assert client.get(path).status_code == 404


def test_below_the_api_what_is_not_there_is_json(client: FlaskClient) -> None:
    """A program that asks for a wrong address gets no page."""
    answer = client.get("/api/v1/nowhere")
    assert answer.status_code == 404
    assert answer.json is not None
    assert set(answer.json) == {"error", "hint"}


def test_a_permanent_link_leads_to_the_article(client: FlaskClient) -> None:
    """With or without slash, the query is kept; the way is relative, so that it holds below a path of a proxy."""
    for base in ("http://localhost/", "http://localhost/help/"):
        for path in ("a/reset?via=reply", "a/reset/?via=reply"):
            answer = client.get(f"/{path}")
            assert answer.status_code == 302
            assert urljoin(f"{base}{path}", answer.headers["Location"]) == f"{base}guides/reset/?via=reply"


def test_an_unknown_permanent_link_is_not_found(client: FlaskClient) -> None:
    """An id that is no article has the site's own 404 page."""
    assert client.get("/a/nowhere").status_code == 404


def test_a_page_may_run_its_own_inline_scripts_and_no_others(client: FlaskClient) -> None:
    """The policy names the hash of each inline script that was built into the page, and no general permission."""
    policy = client.get("/guides/reset/").headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'sha256-" in scripts
    assert "unsafe" not in scripts
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/guides/reset/", "/healthz", "/nowhere/", "/api/v1/search?q=reset"])
def test_every_answer_has_the_security_headers(client: FlaskClient, path: str) -> None:
    """No content sniffing, no framing, no referrer to other sites, whatever is asked for."""
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_the_published_site_may_call_the_api_from_its_own_host(client: FlaskClient) -> None:
    """Pages on the site's own origin may read the API, pages of others may not, and nobody the staff API."""
    own, other = SITE_URL.rstrip("/"), "https://elsewhere.example.com"
    search = "/api/v1/search?q=reset"
    assert client.get(search, headers={"Origin": own}).headers["Access-Control-Allow-Origin"] == own
    assert "Access-Control-Allow-Origin" not in client.get(search, headers={"Origin": other}).headers
    assert "Access-Control-Allow-Origin" not in client.get("/api/v1/work-items", headers={"Origin": own}).headers
    preflight = client.options("/api/v1/ratings", headers={"Origin": own})
    assert preflight.headers["Access-Control-Allow-Headers"] == "Content-Type"


def test_a_catalogue_without_a_site_gives_the_api_alone(publication: Publication) -> None:
    """Permanent links then lead to where the site is published."""
    settings = SearchSettings(catalogue=str(publication.site / "catalogue.json"), index=publication.folder / "index")
    app = create_app(settings, publication.feedback_settings)
    client = app.test_client()
    assert client.get("/").status_code == 404
    assert client.get("/a/reset").headers["Location"] == f"{SITE_URL}guides/reset/"
    assert client.get("/api/v1/search?q=reset").status_code == 200
    app.extensions[EXTENSION].database.close()


def test_a_site_that_is_swapped_is_served_at_once(
    client: FlaskClient, publication: Publication, tmp_path: Path
) -> None:
    """A build that puts a new folder in the old one's place needs no restart."""
    publication.site.rename(tmp_path / "old")
    publication.publish(reset=SECOND, fresh=FIRST)
    assert client.get("/guides/fresh/").status_code == 200
    assert client.get("/guides/export/").status_code == 404


def test_health_is_told(client: FlaskClient) -> None:
    """The service says that it lives, that it can work, and counts what it does."""
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json == {"status": "ready", "database": "ok", "outbox": "ok", "review": "ok"}
    metrics = client.get("/metrics").text
    assert 'help_centre_requests_total{method="GET",route="/healthz",status="200"}' in metrics


def test_a_probe_is_told_that_work_items_are_not_reviewed(client: FlaskClient, feedback: Feedback) -> None:
    """When the last review failed, or none has come to its end for minutes, somebody has to look."""
    with feedback.database.writing() as connection:
        connection.execute(text("ALTER TABLE search_causes RENAME TO lost"))
    for ago in (REVIEWED_WITHIN * 2, REVIEWED_WITHIN / 2):
        with pytest.raises(DatabaseUnavailableError):
            make_round(replace(feedback, clock=partial(operator.sub, NOW, ago)))
    assert (client.get("/readyz").json or {})["review"] == "failing"
    with feedback.database.writing() as connection:
        connection.execute(text("ALTER TABLE lost RENAME TO search_causes"))
    make_round(feedback)
    assert (client.get("/readyz").json or {})["review"] == "ok"


def test_invented_methods_are_counted_as_one(client: FlaskClient) -> None:
    """Nobody makes the counts grow by inventing methods."""
    for method in ("BREW", "WHEN", "PROPFIND"):
        client.open("/healthz", method=method)
    metrics = client.get("/metrics").text
    assert 'method="other"' in metrics
    assert "BREW" not in metrics


def test_the_check_knows_what_the_service_answers(app: Flask) -> None:
    """A link to an address of the service, whichever, is not called dead."""
    first = {str(rule.rule).split("/")[1].partition("-<")[0] for rule in app.url_map.iter_rules()}
    assert {part for part in first if part and "<" not in part} <= SERVED | {"a"}
