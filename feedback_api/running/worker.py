"""The worker process of the web server: gunicorn's, but for what it says of addresses, and for sharing visitors out."""

from __future__ import annotations

import json
import mmap
import time
from typing import Any

from gunicorn.http.errors import LimitRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

BODY = json.dumps({"error": "The address is too long.", "hint": "Search with fewer words."}).encode()
ANSWER = (
    b"HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
)
# Workers are numbered as they are started, and as many at once are more than any machine has use for.
MOST_WORKERS = 128
# How long a worker leaves a new connection to another one that has fewer: that one needs a moment to wake up.
YIELD_SECONDS = 0.004


class OpenConnections:
    """How many connections each worker has open, in memory that all of them share."""

    def __init__(self) -> None:
        """Know of no worker; to be made before workers are forked."""
        # Nothing stands for a worker that is not there, and one more than it has for one that is.
        self._counts = memoryview(mmap.mmap(-1, MOST_WORKERS * 4)).cast("i")

    def note(self, worker: int, count: int) -> None:
        """Say that a worker has so many."""
        self._counts[worker % MOST_WORKERS] = count + 1

    def forget(self, worker: int) -> None:
        """Say that a worker is no longer there."""
        self._counts[worker % MOST_WORKERS] = 0

    def has_most(self, worker: int) -> bool:
        """Say whether another worker has fewer than this one."""
        own = self._counts[worker % MOST_WORKERS]
        return any(0 < count < own for count in self._counts)


open_connections = OpenConnections()


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """
    Answers with several threads.

    A proxy opens its connections at once and keeps them: whichever worker woke up first took nearly all of them, and
    had all the work.
    """

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait for visitors, and answer them."""
        open_connections.note(self.age, self.nr_conns)
        super().wait_for_and_dispatch_events(timeout)

    def accept(self, listener: Any) -> None:
        """Take a new connection, unless a worker that has fewer takes it within a moment."""
        open_connections.note(self.age, self.nr_conns)
        if open_connections.has_most(self.age):
            time.sleep(YIELD_SECONDS)
        super().accept(listener)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Refuse what cannot be read, in the way that everything is refused; gunicorn does so before the app hears."""
        if isinstance(exc, LimitRequestLine):
            write_nonblock(client, ANSWER)
        else:
            super().handle_error(req, client, addr, exc)
