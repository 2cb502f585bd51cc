"""One process sends to a receiver at a time, whichever database it has, and whatever becomes of its lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from feedback_api.database.connections import Database, DatabaseUnavailableError
from feedback_api.receivers.sole_sender import sole_sender
from tests.postgres import END_HOLDERS, HOLDERS_OF_LOCKS


@contextmanager
def two_processes(url: str) -> Iterator[tuple[Database, Database]]:
    """Open the database at *url* twice, as two processes do: neither knows of the other one's connections."""
    first, second = Database(url), Database(url)
    yield first, second
    first.close()
    second.close()


@pytest.mark.parametrize(
    "name", ["{}/feedback.db", "{}/link.db", "file:{}/feed%62ack.db?uri=true", "file://{}/feedback.db?uri=1"]
)
def test_a_file_is_locked_however_it_is_named(tmp_path: Path, name: str) -> None:
    """An address of SQLite's own names the same file, and the same lock; so does a link."""
    (tmp_path / "link.db").symlink_to(tmp_path / "feedback.db")
    with two_processes(f"sqlite:///{tmp_path}/feedback.db") as (plain, _):
        named = Database("sqlite:///" + name.format(tmp_path))
        with sole_sender(plain, "mail") as ours, sole_sender(named, "mail") as theirs:
            assert ours
            assert theirs is None
        with sole_sender(named, "mail") as theirs:
            assert theirs
        named.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file::memory:?uri=true"])
def test_databases_in_memory_are_locked_each_for_itself(url: str) -> None:
    """What one of them sends is not in the other one; two threads that send from the same one wait for each other."""
    with (
        two_processes(url) as (first, second),
        sole_sender(first, "mail") as ours,
        sole_sender(second, "mail") as other,
    ):
        assert ours
        assert other
        with sole_sender(first, "mail") as again:
            assert again is None


def test_a_lock_that_cannot_be_opened_is_said_with_its_owner(tmp_path: Path) -> None:
    """Another user's file, or a folder in its place, is an error for people: which file, and whose it is."""
    in_the_way = tmp_path / "feedback.db.sending-mail"
    in_the_way.mkdir()
    database = Database(f"sqlite:///{tmp_path}/feedback.db")
    with pytest.raises(DatabaseUnavailableError) as raised, sole_sender(database, "mail"):
        pass
    database.close()
    assert f"{in_the_way}, which lets one process send at a time, cannot be opened" in raised.value.message
    assert f"{in_the_way} belongs to {in_the_way.owner()}:" in raised.value.hint


def test_a_lock_in_postgresql_keeps_no_transaction_open(postgres_url: str) -> None:
    """A server that ends sessions idle in a transaction leaves the one of a long turn alone."""
    with two_processes(postgres_url) as (first, second), sole_sender(first, "mail") as still_ours:
        assert still_ours
        with second.reading() as connection:
            assert connection.execute(text(f"SELECT state {HOLDERS_OF_LOCKS}")).scalars().all() == ["idle"]
        with sole_sender(second, "mail") as theirs:
            assert theirs is None
        assert still_ours()


def test_a_lost_session_is_noticed_and_hides_nothing(postgres_url: str) -> None:
    """A sender whose lock is gone sends nothing more, and what went wrong in its turn stays what it is."""

    def turn(first: Database, second: Database) -> None:
        with sole_sender(first, "mail") as still_ours:
            assert still_ours
            with second.session() as connection:
                connection.execute(text(END_HOLDERS))
            with sole_sender(second, "mail") as theirs:
                assert theirs
            assert not still_ours()
            assert not still_ours()
            raise ZeroDivisionError

    with two_processes(postgres_url) as databases:
        with pytest.raises(ZeroDivisionError):
            turn(*databases)
        with sole_sender(databases[0], "mail") as again:
            assert again


def test_a_session_that_was_lost_at_the_end_is_no_error(postgres_url: str) -> None:
    """The lock went with it: there is nothing left to give back."""
    with two_processes(postgres_url) as (first, second):
        with sole_sender(first, "mail"), second.session() as connection:
            connection.execute(text(END_HOLDERS))
        with sole_sender(second, "mail") as theirs:
            assert theirs
