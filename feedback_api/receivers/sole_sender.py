"""
One sender at a time for each receiver, across processes; when it dies, however it dies, another one may begin at once.

The lock belongs to the process that holds it: of a file beside an SQLite database, or of a session of PostgreSQL. So a
killed sender leaves at most one delivery of which nobody knows whether it was taken.
"""

from __future__ import annotations

import fcntl
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zlib import crc32

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from feedback_api.database.connections import Database, DatabaseUnavailableError
from feedback_api.database.sqlite import database_file

ADVISORY_SPACE = 0x68656C70
"""The first number of the locks in PostgreSQL, "help" in ASCII; the second one is made of the receiver's name."""
_in_memory: defaultdict[tuple[int, str], threading.Lock] = defaultdict(threading.Lock)
StillOurs = Callable[[], bool]


@contextmanager
def sole_sender(database: Database, receiver: str) -> Iterator[StillOurs | None]:
    """
    Try to be the only sender of *database* to *receiver* until the end of the block; None when another one is.

    What it gives says, before each delivery, whether we still are: a session may be lost in the middle.

    Raises:
        DatabaseUnavailableError: the database cannot be asked, or the file of the lock cannot be opened.

    """
    if database.engine.dialect.name == "postgresql":
        yield from _by_session(database, receiver)
        return
    file = database_file(database.engine.url)
    if file is None:
        yield from _by_thread(database, receiver)
        return
    # SQLite follows links too: two names of one file are one database.
    file = file.resolve()
    yield from _by_file(file.with_name(f"{file.name}.sending-{receiver}"))


def _by_file(lock_file: Path) -> Iterator[StillOurs | None]:
    with _opened(lock_file) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield lambda: True


def _opened(lock_file: Path) -> IO[str]:
    try:
        return lock_file.open("a")
    except OSError as error:
        there = lock_file if lock_file.exists() else lock_file.parent
        raise DatabaseUnavailableError(
            f"Nothing is sent: the file {lock_file}, which lets one process send at a time, cannot be opened "
            f"({error.strerror}).",
            f"{there} belongs to {_owner(there)}: run this command as the user of the service, and let that user write "
            "there.",
        ) from error


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except (KeyError, OSError):
        return "a user without a name here"


def _by_session(database: Database, receiver: str) -> Iterator[StillOurs | None]:
    key = {"space": ADVISORY_SPACE, "key": crc32(receiver.encode()) >> 1}
    with database.session() as session:
        if not session.execute(text("SELECT pg_try_advisory_lock(:space, :key)"), key).scalar_one():
            yield None
            return
        try:
            yield lambda: _answers(session, "SELECT 1")
        finally:
            _answers(session, "SELECT pg_advisory_unlock(:space, :key)", **key)


def _answers(session: Connection, statement: str, **values: int) -> bool:
    """Say whether *session* lives, and end one that does not answer: the lock goes with it."""
    if session.invalidated:
        return False
    try:
        session.execute(text(statement), values)
    except DBAPIError:
        session.invalidate()
        return False
    return True


def _by_thread(database: Database, receiver: str) -> Iterator[StillOurs | None]:
    lock = _in_memory[id(database.engine), receiver]
    if not lock.acquire(blocking=False):
        yield None
        return
    try:
        yield lambda: True
    finally:
        lock.release()
