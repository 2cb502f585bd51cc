"""A web server that answers as it is told, and one that lets its bytes trickle."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAUSE_SECONDS = 0.05


class Receiver(ThreadingHTTPServer):
    """A web server that answers as it is told and keeps what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.headers, self.silent = 200, {"Location": "http://127.0.0.1:1/elsewhere"}, threading.Event()
        self.came: list[tuple[dict[str, str], bytes]] = []
        self.asked = threading.Event()
        self.silent.set()


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.server.asked.set()
        self.server.silent.wait()
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def trickling(first: bytes, again: bytes) -> Iterator[int]:
    """Serve at a port that is given: to each who connects *first*, then a little of *again* every now and then."""
    over = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    connection.sendall(first)
                    while not over.wait(PAUSE_SECONDS):
                        connection.sendall(again)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        over.set()
