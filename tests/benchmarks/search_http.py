"""
Measure search over HTTP: ``python -m tests.benchmarks.search_http --corpus DIR [--index DIR]``.

It starts the whole service with two workers on the corpus and asks its queries over connections that stay open, as a
proxy does: first as fast as it answers, then evenly at half of the promised rate, and that once more while a review
reads the words of the whole site and counts every query of the corpus for the first time. The run fails when fewer than
`LEAST_A_SECOND` searches a second are answered, or when one of a hundred takes longer than `MOST_P99_MS` at half of
that. The processor time of a search is printed too: on a machine with other load, it is what can be compared.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE, Popen
from urllib.parse import quote
from uuid import uuid4

import click
import numpy as np
from sqlalchemy import delete, func, insert, select

from feedback_api.database.connections import Database
from feedback_api.queue.review import CHORE
from feedback_api.search_causes.tables import search_wordings
from feedback_api.searches.tables import searches
from feedback_api.turns.tables import chores
from tests.benchmarks.search_corpus import read_queries

LEAST_A_SECOND = 400
MOST_P99_MS = 50
CONNECTIONS = 16
SECONDS = 15
# A service that works on nothing takes less of a processor than this.
REST_SECONDS = 2
BUSY_SHARE = 0.1
OK = b"HTTP/1.1 200"


@dataclass(frozen=True)
class Load:
    """What was measured: searches a second, and the milliseconds that each took."""

    a_second: float
    times_ms: Sequence[float]

    def percentile(self, share: float) -> float:
        """Give the milliseconds that *share* of 100 searches take at most."""
        return float(np.percentile(self.times_ms, share))

    def __str__(self) -> str:
        shown = ", ".join(f"p{share} {self.percentile(share):.1f} ms" for share in (50, 95, 99))
        return f"{self.a_second:.0f} searches a second, {shown}"


@click.command()
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--index", "folder", type=click.Path(path_type=Path), help="An index that is built already.")
@click.option("--seconds", default=SECONDS, show_default=True)
def main(corpus: Path, folder: Path | None, seconds: int) -> None:
    """Print throughput and latency; fail when they miss what is promised."""
    queries = read_queries(corpus)
    paths = [f"/api/v1/search?q={quote(query.text)}&partial={int(query.partial)}" for query in queries]
    with tempfile.TemporaryDirectory() as made, _service(corpus, folder or Path(made) / "index", Path(made)) as service:
        asyncio.run(_ask(service.port, paths, seconds=3, a_second=None))
        service.come_to_rest()
        before = service.cpu_seconds()
        full = asyncio.run(_ask(service.port, paths, seconds=seconds, a_second=None))
        spent_ms = (service.cpu_seconds() - before) * 1000 / len(full.times_ms)
        half = asyncio.run(_ask(service.port, paths, seconds=seconds, a_second=LEAST_A_SECOND / 2))
        service.let_review([query.text for query in queries])
        reviewed = asyncio.run(_ask(service.port, paths, seconds=seconds, a_second=LEAST_A_SECOND / 2))
        counted = service.wordings()
    click.echo(f"as fast as it answers: {full}; {spent_ms:.2f} ms of processor time each")
    click.echo(f"evenly, {LEAST_A_SECOND // 2} a second: {half}")
    click.echo(f"the same while a review reads the site and counts {counted} wordings: {reviewed}")
    if full.a_second < LEAST_A_SECOND or max(half.percentile(99), reviewed.percentile(99)) > MOST_P99_MS:
        click.echo(f"Missed: {LEAST_A_SECOND} a second, and p99 {MOST_P99_MS} ms at half of that.", err=True)
        sys.exit(1)


class _Service:
    def __init__(self, process: Popen[str], port: int, database_url: str) -> None:
        self.port = port
        self._database = Database(database_url)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
        self._pids = [process.pid, *map(int, children.split())]

    def come_to_rest(self) -> None:
        """Wait until it is done with what it does once after a start."""
        before = float(-REST_SECONDS)
        while self.cpu_seconds() - before > BUSY_SHARE * REST_SECONDS:
            before = self.cpu_seconds()
            time.sleep(REST_SECONDS)

    def let_review(self, asked: Sequence[str]) -> None:
        """Let what was *asked* an hour ago wait to be counted, and the next review be due."""
        about = {"total": 1, "partial": False, "settled": True, "searched_at": datetime.now(UTC) - timedelta(hours=1)}
        rows = [{"search_id": uuid4().hex, "query": text[:200], **about} for text in asked]
        with self._database.writing() as connection:
            connection.execute(insert(searches), rows)
            connection.execute(delete(chores).where(chores.c.name == CHORE))

    def wordings(self) -> int:
        """Say how many wordings were counted so far."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(search_wordings)).scalar_one())

    def cpu_seconds(self) -> float:
        """Give the processor time that server and workers have taken so far."""
        spent = 0
        for pid in self._pids:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            spent += int(fields[11]) + int(fields[12])
        return spent / os.sysconf("SC_CLK_TCK")


@contextmanager
def _service(corpus: Path, index: Path, folder: Path) -> Iterator[_Service]:
    settings = {
        "HELP_CENTRE_CATALOGUE": str((corpus / "catalogue.json.gz").resolve()),
        "HELP_CENTRE_INDEX": str(index.resolve()),
        "HELP_CENTRE_DATABASE_URL": f"sqlite:///{folder}/feedback.db",
        "HELP_CENTRE_RATE_LIMIT": "off",
        "HELP_CENTRE_WORKERS": "2",
    }
    command = [sys.executable, "-m", "feedback_api.cli", "serve", "--port", "0"]
    with Popen(command, env={**os.environ, **settings}, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        ready = process.stdout.readline()
        try:
            yield _Service(process, int(ready.rpartition(":")[2]), settings["HELP_CENTRE_DATABASE_URL"])
        finally:
            process.terminate()


async def _ask(port: int, paths: Sequence[str], *, seconds: float, a_second: float | None) -> Load:
    """Ask from `CONNECTIONS` connections for some *seconds*: *a_second* searches evenly, or as many as are answered."""
    times_ms: list[float] = []
    started = time.perf_counter()
    asked = iter(range(sys.maxsize))

    async def visitor() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in asked:
            due = started + number / a_second if a_second else time.perf_counter()
            if due > started + seconds:
                break
            await asyncio.sleep(max(due - time.perf_counter(), 0))
            reader, writer = await _search(reader, writer, port, paths[number % len(paths)])
            # From when it was due: a search that waited for a free connection waited too.
            times_ms.append((time.perf_counter() - due) * 1000)
        writer.close()

    await asyncio.gather(*(visitor() for _ in range(CONNECTIONS)))
    return Load(len(times_ms) / (time.perf_counter() - started), times_ms)


async def _search(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, path: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Ask for *path* and read the whole answer; gives a new connection when the server closed this one."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(OK), head
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if line)
    await reader.readexactly(int(fields[b"content-length"]))
    if fields.get(b"connection") != b"close":
        return reader, writer
    writer.close()
    return await asyncio.open_connection("127.0.0.1", port)


if __name__ == "__main__":
    main()
