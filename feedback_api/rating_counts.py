"""Counts of ratings by revision and day, kept in step with every rating."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import IntegrityError

from feedback_api.tables import rating_days


def add_counts(  # noqa: PLR0913 - a count has this many coordinates
    connection: Connection, article_id: str, revision: str, day: date, *, helpful: bool, by: int
) -> None:
    """Add *by* (less than zero to take back) to the revision's count of that day, in UTC."""
    column = rating_days.c.helpful if helpful else rating_days.c.unhelpful
    here = (
        rating_days.c.article_id == article_id,
        rating_days.c.revision == revision,
        rating_days.c.day == day,
    )
    added = update(rating_days).where(*here).values({column: column + by})
    if connection.execute(added).rowcount:
        return
    counts = {"helpful": 0, "unhelpful": 0, column.name: by}
    try:
        with connection.begin_nested():
            connection.execute(insert(rating_days).values(article_id=article_id, revision=revision, day=day, **counts))
    except IntegrityError:
        connection.execute(added)  # another process counted the first rating of the day
