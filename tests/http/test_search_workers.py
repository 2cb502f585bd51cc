from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing.catalogue import write_catalogue
from search_service.index.build import index_catalogue
from search_service.index.store import IndexStore
from tests.help_centre import free_port
from tests.search_service.conftest import make_article, make_catalogue

pytestmark = pytest.mark.slow

# So many answers in a row come from every process.
SETTLED_SEARCHES = 60


def publish(folder: Path, edition: str) -> None:
    """Write a catalogue all of whose articles are of one *edition*, and index it."""
    articles = (make_article(f"{edition}-{n}", f"Refund {edition}", ("", "", "Money back.")) for n in range(8))
    write_catalogue(make_catalogue(*articles), folder / "catalogue.json")
    index_catalogue(str(folder / "catalogue.json"), IndexStore(folder / "index"), print)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Give the address of search behind three processes."""
    publish(tmp_path, "first")
    port = free_port()
    environment = os.environ | {
        "HELP_CENTRE_CATALOGUE": str(tmp_path / "catalogue.json"), "HELP_CENTRE_INDEX": str(tmp_path / "index"),
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "-w", "3", "-k", "gthread", "--threads", "2"]
    server = subprocess.Popen([*command, "-b", f"127.0.0.1:{port}", "search_service:create_app()"], env=environment)
    try:
        url = f"http://127.0.0.1:{port}/api/v1/search?q=refund"
        _wait_until_it_answers(url)
        yield url
    finally:
        server.terminate()
        server.wait()


def _wait_until_it_answers(url: str) -> None:
    for _ in range(1200):
        try:
            editions(url)
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the search service did not answer in two minutes")


def editions(url: str) -> frozenset[str]:
    """Search, and give the editions that the results are of."""
    with urllib.request.urlopen(url, timeout=60) as response:
        results = json.load(response)["results"]
    return frozenset(hit["title"] for hit in results)


def test_every_worker_goes_over_to_a_new_index_without_a_failed_or_mixed_answer(address: str, tmp_path: Path) -> None:
    """While people search, an exchange is soon seen by all processes, and by nobody as an error or half of it."""
    seen: list[frozenset[str]] = []
    failed: list[Exception] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                seen.append(editions(address))
            except OSError as error:
                failed.append(error)

    searchers = [threading.Thread(target=search) for _ in range(4)]
    for searcher in searchers:
        searcher.start()
    for edition in ("second", "third", "fourth"):
        publish(tmp_path, edition)
    deadline = time.monotonic() + 60
    while set(seen[-SETTLED_SEARCHES:]) != {frozenset({"Refund fourth"})} and time.monotonic() < deadline:
        time.sleep(0.05)
    done.set()
    for searcher in searchers:
        searcher.join()
    assert failed == []
    assert all(len(answer) == 1 for answer in seen)
    # An answer that was long under way may have come last; who asks now gets the new edition from every process.
    assert {editions(address) for _ in range(SETTLED_SEARCHES)} == {frozenset({"Refund fourth"})}
