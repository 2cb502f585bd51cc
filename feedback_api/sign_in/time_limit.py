"""
A limit to how long requests to another server take all together.

The timeouts of `requests` count from byte to byte: a server that sends one now and then holds its thread for as long as
it likes. Here every connection is shut when the time is up, whatever it waits for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from feedback_api.turns.deadline import deadline


@dataclass
class _Exchange:
    """The connections that were opened within one limit, and whether it is over."""

    opened: list[HTTPConnection] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def note(self, connection: HTTPConnection) -> None:
        if self.over.is_set():
            raise TimeoutError
        self.opened.append(connection)


_current: ContextVar[_Exchange] = ContextVar("exchange")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """
    Shut what is opened inside by sessions with a `LimitedAdapter` after so many *seconds*.

    Raises:
        TimeoutError: the time was over.

    """
    exchange = _Exchange()
    before = _current.set(exchange)
    try:
        with deadline(lambda: [connection.sock for connection in exchange.opened], seconds) as exchange.over:
            yield
    finally:
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
