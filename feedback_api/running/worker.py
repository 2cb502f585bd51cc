"""The worker process of the web server: gunicorn's, but for what it says of an address that is too long to be read."""

from __future__ import annotations

import json
from typing import Any

from gunicorn.http.errors import LimitRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

BODY = json.dumps({"error": "The address is too long.", "hint": "Search with fewer words."}).encode()
ANSWER = (
    b"HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Answers with several threads; gunicorn refuses such an address before the app hears of it."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Refuse what cannot be read, in the way that everything is refused."""
        if isinstance(exc, LimitRequestLine):
            write_nonblock(client, ANSWER)
        else:
            super().handle_error(req, client, addr, exc)
