"""The database: its schema, and what is said when it cannot be used."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text

from feedback_api.database.connections import SCHEMA_HEAD, Database, DatabaseUnavailableError
from feedback_api.database.migrations import alembic_config
from feedback_api.schema import metadata
from feedback_api.turns.tables import chores
from tests.feedback_api.publication import NOW

pytestmark = pytest.mark.slow


def opened(folder: Path) -> Database:
    """Open and migrate a database in *folder*."""
    database = Database(f"sqlite:///{folder}/deep/feedback.db")
    database.migrate()
    return database


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    """After the last step the schema is the one that the code knows."""
    database = opened(tmp_path)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_the_last_step_is_the_one_that_starts_are_compared_with() -> None:
    """A start without anything to migrate is told by the number of the last step."""
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == SCHEMA_HEAD


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    """What is in the database stays there when the service starts again."""
    database = opened(tmp_path)
    with database.writing() as connection:
        connection.execute(insert(chores).values(name="kept", taken_until=NOW))
    database.migrate()
    with database.reading() as connection:
        assert connection.execute(select(chores.c.taken_until)).scalar() == NOW
    database.close()


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """A database that a newer version wrote is left alone."""
    database = opened(tmp_path)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnavailableError, match="newer version"):
        database.migrate()
    database.close()


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    """While one process writes, others read what was there before."""
    database = opened(tmp_path)
    with database.writing() as writer:
        writer.execute(insert(chores).values(name="new", taken_until=NOW))
        with database.reading() as reader:
            assert reader.execute(select(chores)).all() == []
    database.close()


def write_half(database: Database) -> None:
    """Begin to write, then fail."""
    with database.writing() as connection:
        connection.execute(insert(chores).values(name="half", taken_until=NOW))
        raise ZeroDivisionError


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    """Either all of a transaction is kept or none of it."""
    database = opened(tmp_path)
    with pytest.raises(ZeroDivisionError):
        write_half(database)
    with database.reading() as connection:
        assert connection.execute(select(chores)).all() == []
    database.close()


def test_a_locked_database_is_said_to_be(tmp_path: Path) -> None:
    """Who cannot get the write lock in time is told so, and told to try again."""
    database = opened(tmp_path)
    with database.writing(), pytest.raises(DatabaseUnavailableError, match="locked") as caught, database.writing():
        pass
    assert "Try again" in caught.value.hint
    database.close()


def test_a_damaged_database_is_said_to_be(tmp_path: Path) -> None:
    """A file that is no database is an error that names the file."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "feedback.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(DatabaseUnavailableError, match="not a database") as caught:
        opened(tmp_path)
    assert "feedback.db" in caught.value.hint
    assert "backup" in caught.value.hint


def test_a_database_that_may_be_written_again_is_written(tmp_path: Path) -> None:
    """Connections of the time when nothing could be written are not used any more."""
    database = opened(tmp_path)
    with database.reading() as connection:
        connection.execute(text("PRAGMA query_only = ON"))  # as one that was opened while the file was protected
    with pytest.raises(DatabaseUnavailableError, match="readonly"), database.writing() as connection:
        connection.execute(insert(chores).values(name="sweep", taken_until=NOW))
    with database.writing() as connection:
        connection.execute(insert(chores).values(name="sweep", taken_until=NOW))
    database.close()


URLS = [
    "nonsense",
    "nosuch://host/db",
    "sqlite:////proc/nowhere/feedback.db",
    "postgresql://a:b@c:xyz/d",
    "sqlite:///a.db?timeout=abc",
]


@pytest.mark.parametrize("url", URLS)
def test_an_unusable_url_is_said_to_be(url: str) -> None:
    """A URL that cannot be used names the setting to change."""
    with pytest.raises(DatabaseUnavailableError) as caught:
        Database(url).migrate()
    assert "HELP_CENTRE_DATABASE_URL" in caught.value.message + caught.value.hint


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    """The database is in WAL mode, which lets readers go on."""
    opened(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "deep" / "feedback.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_removed_file_is_not_written_to_any_more(tmp_path: Path) -> None:
    """Who removed the file under a running service is told; nothing goes into a file that is gone, nor a new one."""
    database = opened(tmp_path)
    (tmp_path / "deep" / "feedback.db").unlink()
    for begin in (database.writing, database.reading):
        with pytest.raises(DatabaseUnavailableError, match="was removed or replaced"), begin():
            pass
    assert not (tmp_path / "deep" / "feedback.db").exists()
    database.close()


def test_a_replaced_file_is_used_after_a_restart(tmp_path: Path) -> None:
    """A file that was put in its place is left alone, as it was when it came, until the service starts anew."""
    database = opened(tmp_path)
    replacing = opened(tmp_path / "other")
    replacing.close()
    (tmp_path / "other" / "deep" / "feedback.db").replace(tmp_path / "deep" / "feedback.db")
    with pytest.raises(DatabaseUnavailableError, match="restart"), database.reading():
        pass
    database.close()
    restarted = opened(tmp_path)
    with restarted.reading():
        pass
    restarted.close()
