"""Ratings of one e-mail address, however its letters are capitalised: databases know capitals of ASCII alone."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, select

from feedback_api.ratings.tables import WITH_ADDRESS, ratings


def keys_with_address(connection: Connection, email: str, *among: ColumnElement[bool]) -> list[str]:
    """Find the keys of the ratings, *among* some or all, that this address was left at and that still hold it."""
    left = connection.execute(select(ratings.c.key, ratings.c.email).where(WITH_ADDRESS, *among))
    return [row.key for row in left if row.email.casefold() == email.casefold()]
