"""Everything that a company's help centre learned can be taken elsewhere."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect

from feedback_api.database.connections import Database
from feedback_api.keeping.export import (
    COLUMNS_LEFT_OUT,
    LEFT_OUT,
    FolderNotEmpty,
    export_everything,
    exported_tables,
)
from feedback_api.ratings.tables import ratings
from feedback_api.schema import metadata

SECRET = re.compile(r"salt|secret|token|password|^mark$")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Give a database with one rating that has everything."""
    database = Database(f"sqlite:///{tmp_path}/feedback.db")
    database.migrate()
    with database.writing() as connection:
        connection.execute(
            insert(ratings).values(
                key="k",
                article_id="reset",
                revision="0" * 12,
                helpful=False,
                goal="Grüße",
                email="reader@example.com",
                rated_at=datetime(2026, 11, 22, 8, tzinfo=UTC),
            )
        )
    return database


def test_every_table_is_written_with_its_rows(database: Database, tmp_path: Path) -> None:
    """Words, addresses and times are as they are kept; a table without rows is an empty file."""
    with database.reading() as connection:
        written = export_everything(connection, tmp_path / "out")

    (line,) = (tmp_path / "out/ratings.jsonl").read_text(encoding="utf-8").splitlines()
    rating = json.loads(line)
    assert (rating["goal"], rating["email"], rating["helpful"]) == ("Grüße", "reader@example.com", False)
    assert rating["rated_at"] == "2026-11-22T08:00:00+00:00"
    assert written["ratings"] == 1
    assert {path.stem for path in (tmp_path / "out").iterdir()} == set(written) == {t.name for t in exported_tables()}


def test_no_table_is_forgotten(database: Database) -> None:
    """Whatever the migrations made is either written or named as left out."""
    with database.reading() as connection:
        there = set(inspect(connection).get_table_names()) - {"alembic_version"}
    assert there == {table.name for table in exported_tables()} | (LEFT_OUT & set(metadata.tables))


def test_what_opens_doors_stays(database: Database, tmp_path: Path) -> None:
    """No secret, token, salt or mark is written."""
    assert database
    told = {(table.name, column.name) for table in exported_tables() for column in table.columns} - COLUMNS_LEFT_OUT
    assert {(table, column) for table, column in told if SECRET.search(column)} == set()
    with database.reading() as connection:
        export_everything(connection, tmp_path / "out")
    assert not (tmp_path / "out/staff_sessions.jsonl").exists()


def test_nothing_is_overwritten(database: Database, tmp_path: Path) -> None:
    """A folder that holds something is refused."""
    with database.reading() as connection, pytest.raises(FolderNotEmpty, match="is not an empty folder"):
        export_everything(connection, tmp_path)
