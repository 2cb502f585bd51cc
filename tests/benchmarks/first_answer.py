"""How long somebody waits for the first answer of the browser's own search, in Chromium, on a page of a static host."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from publishing.fallback.index import STATIC_INDEX_PATH
from publishing.theme.bundled_scripts import BUNDLES
from publishing.theme.folders import ASSETS
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.web_server import serving

# From the moment that search without the service is asked for: script and list are loaded too.
FIRST_ANSWER = """async ([script, query]) => {
  const started = performance.now();
  const { search } = await import(script);
  await search(query, 5, true);
  return performance.now() - started;
}"""


def first_answer_ms(index: bytes, queries: Sequence[str]) -> float:
    """
    Return the median over *queries* of the milliseconds until a new page answers one, with loading.

    Raises:
        RuntimeError: no Chromium is installed.

    """
    chromium = find_chromium()
    if chromium is None:
        raise RuntimeError("No Chromium is installed: `make test` says how to get one.")
    times_ms = []
    with (
        tempfile.TemporaryDirectory() as folder,
        _hosted(Path(folder), index) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=os.fspath(chromium), args=list(ARGUMENTS)) as browser,
    ):
        for query in queries:
            with browser.new_context() as context:  # with nothing kept of the one before
                page = context.new_page()
                page.goto(address)
                times_ms.append(page.evaluate(FIRST_ANSWER, [f"/{ASSETS}/static-search.js", query]))
    return float(statistics.median(times_ms))


@contextmanager
def _hosted(folder: Path, index: bytes) -> Iterator[str]:
    for name, file in BUNDLES.items():
        _write(folder / ASSETS / name, file.read_bytes())
    _write(folder / STATIC_INDEX_PATH, index)
    _write(folder / "index.html", b'<!doctype html><html lang="en"><title>Help</title>')
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=os.fspath(folder)))) as port:
        yield f"http://127.0.0.1:{port}/"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""
