"""One at a time, across processes."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def exclusive(lock_file: Path, other: str) -> Iterator[None]:
    """
    Hold *lock_file* alone; wait while *other* holds it, and say so on standard error.

    The operating system lets go of the lock when the process ends, however it ends. The file itself stays.
    """
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo(f"Waiting for {other} to finish ...", err=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
