"""Web servers on this machine, each for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import WSGIApplication

from werkzeug.serving import generate_adhoc_ssl_context

POLL_SECONDS = 0.01


@contextmanager
def serving(server: Any) -> Iterator[int]:
    """Let a *server* of the standard library answer in a thread, and give its port; half a second to stop is long."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": POLL_SECONDS})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serving_app(app: WSGIApplication, *, host: str = "127.0.0.1", https: bool = False) -> Iterator[str]:
    """
    Serve *app* and give its origin; over HTTPS by a certificate of its own.

    Werkzeug's server would leave the file open that it sends while the browser goes: closing it comes after a read
    from the connection, which fails then.
    """
    server = make_server("127.0.0.1", 0, app, server_class=_Server, handler_class=_Quiet)
    if https:
        server.socket = generate_adhoc_ssl_context().wrap_socket(server.socket, server_side=True)
        server.base_environ["HTTPS"] = "on"
    with serving(server) as port:
        yield f"{'https' if https else 'http'}://{host}:{port}"


class _Server(ThreadingMixIn, WSGIServer):
    """Answers each request in a thread; browsers open connections in advance, which nobody waits for at the end."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""
