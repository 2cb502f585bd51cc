"""One deadline for a whole exchange with another machine, however slowly its bytes trickle in."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def deadline(connection: Callable[[], socket.socket | None], seconds: float) -> Iterator[None]:
    """
    Cut the block's *connection* after so many *seconds*: the timeout of a socket begins anew with each byte.

    Connecting and the handshake of TLS come before there is a connection; they end with the timeout of the socket.

    Raises:
        TimeoutError: the time was over; what was read last may be half of an answer.

    """
    over = threading.Event()

    def cut() -> None:
        over.set()
        _cut(connection())

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if over.is_set():
            raise TimeoutError(f"no whole answer within {seconds:g} seconds")


def _cut(connection: socket.socket | None) -> None:
    """End both directions below TLS, whose own goodbye would wait for the other side."""
    if connection is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)
