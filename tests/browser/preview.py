"""The preview of a help centre, as a writer starts it."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.help_centre import START_TIMEOUT_SECONDS, HelpCentre, command, free_port


@contextmanager
def preview_of(centre: HelpCentre) -> Iterator[str]:
    """Start the preview of *centre*, give its address, and see that it ends well."""
    url = f"http://127.0.0.1:{free_port()}/"
    log = centre.folder / "preview.log"
    with log.open("wb") as said:
        preview = subprocess.Popen(
            [command(), "preview", "--port", url.rstrip("/").rpartition(":")[2]],
            cwd=centre.folder,
            env=centre.environment(),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while not _answers(url):
        assert preview.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
    yield url
    preview.terminate()
    assert preview.wait(timeout=120) == 0, log.read_text()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}readyz", timeout=60) as response:
            return bool(response.status == 200)
    except OSError:
        return False
