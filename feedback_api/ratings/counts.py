"""Counts of ratings by revision and day, and by day alone, kept in step with every rating."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, Update, bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from feedback_api.ratings.tables import rating_days, rating_totals


def add_counts(  # noqa: PLR0913 - a count has this many coordinates
    connection: Connection, article_id: str, revision: str, day: date, *, helpful: bool, by: int, again: bool = False
) -> None:
    """
    Add *by* (less than zero to take back) to the counts of that day, in UTC.

    *again* says that the rating came from a place that had rated the text before.
    """
    answer = {"helpful" if helpful else "unhelpful": by}
    text_day = {"article_id": article_id, "revision": revision, "day": day}
    _add(connection, rating_days, text_day, {**answer, "again": by if again else 0})
    _add(connection, rating_totals, {"day": day}, answer)


def _add(connection: Connection, table: Table, place: dict[str, Any], more: dict[str, int]) -> None:
    adding = _adding(table, *more)
    added = {f"of_{name}": value for name, value in place.items()} | {f"more_{name}": by for name, by in more.items()}
    if connection.execute(adding, added).rowcount:
        return
    counts = {"helpful": 0, "unhelpful": 0, **more}
    try:
        with connection.begin_nested():
            connection.execute(insert(table).values(**place, **counts))
    except IntegrityError:
        connection.execute(adding, added)  # another process counted the first rating of the day


@cache
def _adding(table: Table, *names: str) -> Update:
    """Write down once how so many more are added to what the columns of these *names* count in one place."""
    here = [column == bindparam(f"of_{column.name}") for column in table.primary_key]
    return update(table).where(*here).values({name: table.c[name] + bindparam(f"more_{name}") for name in names})
