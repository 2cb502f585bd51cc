"""The feedback database: connections, migrations, and errors that people can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from feedback_api.database.sqlite import database_file, empty_log, sqlite_engine
from publishing.errors import HelpCentreError

SCHEMA_HEAD = "0027"
RETRY_AFTER_SECONDS = 30
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class DatabaseUnavailableError(HelpCentreError):
    """The database is locked, read-only, full, or cannot be reached: nothing was written, trying again may help."""

    exit_status = 1
    http_status = 503


class DatabaseMisconfiguredError(DatabaseUnavailableError):
    """Waiting will not help: the setting that names the database, or the version of the program, must change."""


class Database:
    """
    Connections to the feedback database.

    SQLite runs in WAL mode, so readers never wait; a writer waits up to two seconds for another writer.
    """

    def __init__(self, url: str) -> None:
        """
        Prepare connections to *url*; nothing is opened yet.

        Raises:
            DatabaseMisconfiguredError: the URL cannot be understood, or its driver is not installed.

        """
        self.engine = _engine(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """
        Open a connection to read from: one consistent view, rolled back at the end.

        Raises:
            DatabaseUnavailableError: see there.

        """
        with _explained(self.engine), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def session(self) -> Iterator[Connection]:
        """
        Open a connection without a transaction, for what lasts: the server ends one that waits with one open.

        Raises:
            DatabaseUnavailableError: see there.

        """
        alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with _explained(self.engine), alone.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """
        Open a transaction to write in: all of it is kept, or none of it.

        Raises:
            DatabaseUnavailableError: see there.

        """
        writer = self.engine.execution_options(writes=True)
        with _explained(self.engine), writer.begin() as connection:
            yield connection

    def migrate(self) -> None:
        """
        Bring the schema up to date; two processes that start at once do it one after the other.

        Raises:
            DatabaseMisconfiguredError: a newer version wrote the database.
            DatabaseUnavailableError: see there.

        """
        if self._schema() == SCHEMA_HEAD:
            return
        # Alembic takes a third of a second to import, and most starts have nothing to migrate.
        from feedback_api.database.migrations import UnknownStepError, upgrade  # noqa: PLC0415 - see above

        try:
            with self.writing() as connection:
                upgrade(connection)
        except UnknownStepError as error:
            raise DatabaseMisconfiguredError(
                "The feedback database was written by a newer version of the help centre.",
                "Install that version again, or name another database with HELP_CENTRE_DATABASE_URL.",
            ) from error

    def leave_no_traces(self) -> bool:
        """
        Overwrite what was erased wherever this program can, and say whether that is done.

        In SQLite that takes a moment in which nobody reads; PostgreSQL overwrites it by itself (its autovacuum).

        Raises:
            DatabaseUnavailableError: see there.

        """
        with _explained(self.engine):
            return self.engine.dialect.name != "sqlite" or empty_log(self.engine)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _schema(self) -> str | None:
        with _explained(self.engine), self.engine.connect() as connection:
            if not self.engine.dialect.has_table(connection, "alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return None if found is None else str(found)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return create_engine(parsed, pool_pre_ping=True)
        file = database_file(parsed)
        if file is not None:
            _make_folder(file.parent)
        return sqlite_engine(parsed)
    except (ArgumentError, ModuleNotFoundError, ValueError) as error:
        raise DatabaseMisconfiguredError(
            f"HELP_CENTRE_DATABASE_URL cannot be used ({error}).",
            "Write it like sqlite:///folder/feedback.db, or install the driver that it names.",
        ) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseMisconfiguredError(
            f"The folder of the feedback database, {folder}, cannot be made ({error.strerror}).",
            "Name another place with HELP_CENTRE_DATABASE_URL.",
        ) from error


@contextmanager
def _explained(engine: Engine) -> Iterator[None]:
    """Turn what the driver says about its surroundings into an error for people; wrong SQL stays what it is."""
    try:
        yield
    except DatabaseError as error:
        # A damaged file is a plain DatabaseError; its other children are faults of ours.
        if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
            raise
        raise DatabaseUnavailableError(
            f"The feedback database cannot be used just now ({error.orig}).", _what_to_do(engine, error)
        ) from error


def _what_to_do(engine: Engine, error: DatabaseError) -> str:
    name = engine.url.render_as_string(hide_password=True)
    if getattr(error.orig, "sqlite_errorcode", None) in DAMAGED:
        return f"Restore {name} from a backup, or move it away to start with an empty one."
    return (
        f"Try again in {RETRY_AFTER_SECONDS} seconds; if it stays so, check that {name} exists, is not locked, "
        "and may be written to."
    )
