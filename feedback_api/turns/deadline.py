"""One deadline for a whole exchange with another machine, however slowly its bytes trickle in."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def deadline(sockets: Callable[[], Iterable[socket.socket | None]], seconds: float) -> Iterator[threading.Event]:
    """
    Cut the block's *sockets* after so many *seconds*, and set the event that is given: nothing is to be opened then.

    The timeout of a socket begins anew with each byte. Connecting and the handshake of TLS come before there is a
    socket to cut; they end with its timeout.

    Raises:
        TimeoutError: the time was over; what was read last may be half of an answer.

    """
    over = threading.Event()

    def cut() -> None:
        over.set()
        for opened in sockets():
            _cut(opened)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
        if over.is_set():
            raise TimeoutError(f"no whole answer within {seconds:g} seconds")


def _cut(opened: socket.socket | None) -> None:
    """End both directions below TLS, whose own goodbye would wait for the other side."""
    if opened is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(opened, socket.SHUT_RDWR)
