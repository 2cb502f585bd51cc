"""Counts of ratings by revision and day, and by day alone, kept in step with every rating."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, insert, update
from sqlalchemy.exc import IntegrityError

from feedback_api.ratings.tables import rating_days, rating_totals


def add_counts(  # noqa: PLR0913 - a count has this many coordinates
    connection: Connection, article_id: str, revision: str, day: date, *, helpful: bool, by: int
) -> None:
    """Add *by* (less than zero to take back) to the counts of that day, in UTC."""
    _add(connection, rating_days, {"article_id": article_id, "revision": revision, "day": day}, helpful=helpful, by=by)
    _add(connection, rating_totals, {"day": day}, helpful=helpful, by=by)


def _add(connection: Connection, table: Table, place: dict[str, Any], *, helpful: bool, by: int) -> None:
    column = table.c.helpful if helpful else table.c.unhelpful
    here = [table.c[name] == value for name, value in place.items()]
    added = update(table).where(*here).values({column: column + by})
    if connection.execute(added).rowcount:
        return
    counts = {"helpful": 0, "unhelpful": 0, column.name: by}
    try:
        with connection.begin_nested():
            connection.execute(insert(table).values(**place, **counts))
    except IntegrityError:
        connection.execute(added)  # another process counted the first rating of the day
