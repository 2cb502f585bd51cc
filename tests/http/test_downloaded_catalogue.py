"""The service when its catalogue is downloaded from where the site is hosted."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from feedback_api import create_app
from feedback_api.revisions.published import DOWNLOAD_AT_ONCE_EVERY
from feedback_api.service import EXTENSION
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication
from tests.web_server import serving

pytestmark = pytest.mark.slow

THIRD = "cccccccccccc"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        """Read it."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still until it is set."""
    return Clock()


@pytest.fixture
def host(publication: Publication) -> Iterator[str]:
    """Give the address of a static host that has the site."""
    files = partial(QuietHandler, directory=str(publication.site))
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), files)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def client(publication: Publication, host: str, clock: Clock, tmp_path: Path) -> Iterator[FlaskClient]:
    """Give a browser, and a service that downloads its catalogue."""
    search = replace(publication.search_settings, catalogue=f"{host}/catalogue.json", index=tmp_path / "index")
    app = create_app(search, publication.feedback_settings, clock=clock)
    yield app.test_client()
    app.extensions[EXTENSION].database.close()


def rated(client: FlaskClient, revision: str) -> int:
    """Rate a revision of the reset article, and give the status."""
    fields = {"key": str(uuid4()), "article_id": "reset", "revision": revision, "helpful": True}
    return client.post("/api/v1/ratings", json=fields).status_code


def test_a_page_that_was_published_a_moment_ago_can_be_rated(
    client: FlaskClient, publication: Publication, clock: Clock
) -> None:
    """A revision that is not known yet is looked for at once, long before the next regular download."""
    clock.now += DOWNLOAD_AT_ONCE_EVERY
    publication.publish(reset=SECOND, export=FIRST)
    assert rated(client, SECOND) == 201


def test_a_rating_that_cannot_be_judged_yet_is_asked_for_again(
    client: FlaskClient, publication: Publication, clock: Clock
) -> None:
    """Within seconds of a download the host is spared: the browser keeps the rating, and it is taken later."""
    clock.now += DOWNLOAD_AT_ONCE_EVERY
    publication.publish(reset=SECOND, export=FIRST)
    assert rated(client, SECOND) == 201
    publication.publish(reset=THIRD, export=FIRST)
    assert rated(client, THIRD) == 503
    clock.now += DOWNLOAD_AT_ONCE_EVERY + timedelta(seconds=1)
    assert rated(client, THIRD) == 201


def test_what_the_host_does_not_have_is_refused(client: FlaskClient, clock: Clock) -> None:
    """A revision that the catalogue does not name was never published."""
    clock.now += DOWNLOAD_AT_ONCE_EVERY
    assert rated(client, SECOND) == 409


def test_a_start_reads_the_catalogue_however_recently_it_was_read(
    client: FlaskClient, publication: Publication, host: str, clock: Clock
) -> None:
    """Who restarts the service after a publication need not wait for the next regular download."""
    assert rated(client, FIRST) == 201
    publication.publish(reset=SECOND, export=FIRST)
    clock.now += DOWNLOAD_AT_ONCE_EVERY
    search = replace(publication.search_settings, catalogue=f"{host}/catalogue.json")
    restarted = create_app(search, publication.feedback_settings, clock=clock)
    feedback = restarted.extensions[EXTENSION]
    assert feedback.published.article("reset").revision == SECOND
    feedback.database.close()


def test_while_the_host_is_away_ratings_of_known_revisions_are_kept(
    client: FlaskClient, publication: Publication, clock: Clock
) -> None:
    """What is known goes on; what is not is asked for again later."""
    (publication.site / "catalogue.json").unlink()
    clock.now += DOWNLOAD_AT_ONCE_EVERY
    assert rated(client, FIRST) == 201
    assert rated(client, SECOND) == 503
