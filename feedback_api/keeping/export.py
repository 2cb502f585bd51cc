"""Everything that a help centre learned, for whoever wants it elsewhere: one file of JSON lines for each table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Table, inspect, select

from feedback_api.schema import metadata
from publishing.errors import HelpCentreError

# What opens doors, or could tell which ratings came from one place: of no use elsewhere, and safe nowhere.
LEFT_OUT = frozenset(
    (
        "rating_places",
        "rating_sources",
        "signing_keys",
        "source_salts",
        "sign_in_tries",
        "staff_links",
        "staff_sessions",
    )
)
COLUMNS_LEFT_OUT = frozenset(
    (("staff_accounts", "secret_hash"), ("floods", "mark"), ("searches", "mark"), ("searches", "place"))
)
BATCH_ROWS = 1000


class FolderNotEmpty(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The folder of the export holds something already."""


def export_everything(connection: Connection, folder: Path) -> dict[str, int]:
    """
    Write each table into *folder* as ``<table>.jsonl``, a row a line, and return how many rows each has.

    Times are ISO 8601 in UTC. Addresses and words of readers are in it, as far as they are still kept.

    Raises:
        FolderNotEmpty: *folder* holds something; nothing is written.

    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(f"{folder} is not an empty folder.", "Name one that is empty, or that does not exist.")
    folder.mkdir(parents=True, exist_ok=True)
    there = set(inspect(connection).get_table_names())
    written = {}
    for table in exported_tables():
        if table.name in there:
            lines = list(_lines(connection, table))
            (folder / f"{table.name}.jsonl").write_text("".join(lines), encoding="utf-8")
            written[table.name] = len(lines)
    return written


def exported_tables() -> list[Table]:
    """List the tables that are handed out."""
    return [table for name, table in sorted(metadata.tables.items()) if name not in LEFT_OUT]


def _lines(connection: Connection, table: Table) -> Iterator[str]:
    columns = [column for column in table.columns if (table.name, column.name) not in COLUMNS_LEFT_OUT]
    query = select(*columns).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=BATCH_ROWS).execute(query).mappings():
        yield json.dumps(dict(row), default=_plain, ensure_ascii=False) + "\n"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
