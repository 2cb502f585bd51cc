"""
A limit to how long requests to another server take all together.

The timeouts of `requests` count from byte to byte: a server that sends one now and then holds its thread for as long as
it likes. Here every connection is shut when the time is up, whatever it waits for.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class _Limit:
    """The connections that were opened, until they are shut."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened: list[HTTPConnection] = []
        self._is_over = False

    def note(self, connection: HTTPConnection) -> None:
        with self._lock:
            if self._is_over:
                raise TimeoutError
            self._opened.append(connection)

    def shut(self) -> None:
        with self._lock:
            self._is_over = True
        for connection in self._opened:
            if connection.sock is not None:
                _shut(connection.sock)


_current: ContextVar[_Limit] = ContextVar("limit")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Shut what is opened inside by sessions with a `LimitedAdapter` after so many *seconds*."""
    limit = _Limit()
    before = _current.set(limit)
    timer = threading.Timer(seconds, limit.shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        _current.reset(before)


class LimitedAdapter(HTTPAdapter):
    """Sends requests inside a `time_limit`; give a timeout too, for the time before a connection is there."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections that the limit knows of."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SafePool}

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Do the same where the way leads through a proxy."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _SafePool}
        return manager


class _Connection(HTTPConnection):
    def connect(self) -> None:
        _current.get().note(self)
        super().connect()


class _SafeConnection(HTTPSConnection):
    def connect(self) -> None:
        _current.get().note(self)
        super().connect()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _SafeConnection


def _shut(opened: socket.socket) -> None:
    """Shut the connection below TLS too, from another thread than the one that waits for it."""
    with suppress(OSError):  # the other end was first
        socket.socket.shutdown(opened, socket.SHUT_RDWR)
