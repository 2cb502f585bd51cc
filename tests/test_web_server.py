"""The web servers of the tests."""

import socket
import struct
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from werkzeug.wrappers import Response

from tests.web_server import serving_app

SECONDS = 60
RESET_AT_CLOSE = struct.pack("ii", 1, 0)


class Body:
    """Something that is sent, and goes on when the browser is gone; knows whether it was closed."""

    def __init__(self, more: bytes) -> None:
        self.more, self.gone, self.closed = more, threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield b"first"
        self.gone.wait(SECONDS)
        if self.more:
            yield self.more

    def close(self) -> None:
        """Note it."""
        self.closed.set()


@pytest.mark.parametrize("more", [b"", b"x" * 1_000_000])
def test_what_is_sent_is_closed_when_the_browser_goes(more: bytes) -> None:
    """Whether all was sent by then or not."""
    body = Body(more)
    answer = Response(body, headers={"Content-Length": str(len(b"first") + len(more))}, direct_passthrough=True)
    with serving_app(answer) as origin:
        address = urlsplit(origin)
        with socket.create_connection((address.hostname, address.port)) as browser:
            browser.sendall(b"GET / HTTP/1.1\r\nHost: help\r\n\r\n")
            assert browser.recv(1)
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
        body.gone.set()
        assert body.closed.wait(SECONDS)
