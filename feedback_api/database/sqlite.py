"""SQLite as the feedback database: one file, which several processes write, and which may be removed or replaced."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.util import asbool

BUSY_TIMEOUT_MS = 2000
FileMark = tuple[int, int]


def sqlite_engine(url: URL) -> Engine:
    """
    Make the engine for *url*, a database of SQLite; nothing is opened yet.

    Raises:
        ValueError: an option of the URL cannot be understood.

    """
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _reopen)
    file = database_file(url)
    if file is not None:
        watch = _FileWatch(file)
        event.listen(engine, "do_connect", watch.check)
        event.listen(engine, "connect", watch.connected)
        event.listen(engine, "checkout", watch.check)
    return engine


def database_file(url: URL) -> Path | None:
    """
    Give the file that *url* names, also as an address of SQLite's own (``file:...?uri=true``); None when in memory.

    Raises:
        ValueError: an option of the URL cannot be understood.

    """
    name, options = url.database or "", url.query
    if asbool(options.get("uri", False)) and name.startswith("file:"):
        name = unquote(urlsplit(name).path)
        if options.get("mode") == "memory" or options.get("vfs") == "memdb":
            return None
    return Path(name).absolute() if name not in {"", ":memory:"} else None


class _FileWatch:
    """
    Keeps the service from going on in a file that is no longer there: what it writes would be lost.

    It does not open another one that was put in its place either, nor make one: what was not written to the old file
    yet still lies beside it, and would be mixed into the new one.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: FileMark | None = None

    def connected(self, *_: object) -> None:
        """Remember which file it is."""
        self._opened = self._opened or self._mark()

    def check(self, *_: object) -> None:
        """Refuse to use another file than the first one."""
        if self._opened is not None and self._opened != self._mark():
            raise sqlite3.OperationalError(f"{self._file} was removed or replaced while the service ran: restart it")

    def _mark(self) -> FileMark | None:
        try:
            status = self._file.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino


def empty_log(engine: Engine) -> bool:
    """
    Write what SQLite's log holds into the file and empty the log: it keeps what a row was before it was forgotten.

    False when somebody reads or writes all the while that a writer may wait: then it stays until the next time.
    """
    connection = engine.raw_connection()
    try:
        # Not in a transaction, which SQLAlchemy would begin.
        (busy, *_) = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return not busy


def _prepare(connection: Any, _record: object) -> None:
    """Let SQLAlchemy say when transactions begin, and let readers go on while one process writes."""
    connection.isolation_level = None
    # Its own knows the case of the letters of ASCII alone.
    connection.create_function("lower", 1, _lower, deterministic=True)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What was forgotten is overwritten, and not only marked as free.
    connection.execute("PRAGMA secure_delete = ON")


def _lower(text: str | None) -> str | None:
    return text.lower() if isinstance(text, str) else text


def _begin(connection: Connection) -> None:
    """Take the write lock at the start: a reader that turns into a writer half-way cannot wait, it fails."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _reopen(context: ExceptionContext) -> None:
    """
    Open the file anew after a write that was refused.

    SQLite opens a file that may not be written to for reading alone, and a connection stays so when the file may.
    """
    if getattr(context.original_exception, "sqlite_errorname", "").startswith("SQLITE_READONLY"):
        context.is_disconnect = True
