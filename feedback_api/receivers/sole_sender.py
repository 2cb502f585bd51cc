"""
One sender at a time for each receiver, across processes; when it dies, however it dies, another one may begin at once.

The lock belongs to the process that holds it: of a file beside an SQLite database, or of a session of PostgreSQL. So a
killed sender leaves at most one delivery of which nobody knows whether it was taken.
"""

from __future__ import annotations

import fcntl
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from sqlalchemy import text

from feedback_api.database.connections import Database
from feedback_api.database.sqlite import database_file

ADVISORY_SPACE = 0x68656C70
"""The first number of the locks in PostgreSQL, "help" in ASCII; the second one is made of the receiver's name."""
_in_memory: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


@contextmanager
def sole_sender(database: Database, receiver: str) -> Iterator[bool]:
    """
    Try to be the only sender of *database* to *receiver*, and give whether we are, until the end of the block.

    Raises:
        DatabaseUnavailableError: the database cannot be asked.

    """
    if database.engine.dialect.name == "postgresql":
        yield from _by_session(database, receiver)
        return
    file = database_file(database.engine.url)
    yield from _by_file(file.with_name(f"{file.name}.sending-{receiver}")) if file else _by_thread(receiver)


def _by_file(lock_file: Path) -> Iterator[bool]:
    with lock_file.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _by_session(database: Database, receiver: str) -> Iterator[bool]:
    key = {"space": ADVISORY_SPACE, "key": crc32(receiver.encode()) >> 1}
    with database.reading() as connection:
        ours = bool(connection.execute(text("SELECT pg_try_advisory_lock(:space, :key)"), key).scalar_one())
        try:
            yield ours
        finally:
            if ours:
                connection.execute(text("SELECT pg_advisory_unlock(:space, :key)"), key)


def _by_thread(receiver: str) -> Iterator[bool]:
    ours = _in_memory[receiver].acquire(blocking=False)
    try:
        yield ours
    finally:
        if ours:
            _in_memory[receiver].release()
