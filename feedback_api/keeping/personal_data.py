"""What one person sent: found, handed out, and erased."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from feedback_api.keeping.messages import LEAST_CHARS_OF_WORDS, erase_correspondence, export_correspondence
from feedback_api.keeping.replies import erase_flag, export_flags
from feedback_api.ratings.addresses import keys_with_address
from feedback_api.ratings.tables import ratings
from feedback_api.search_causes.sorting import forget_search
from feedback_api.searches.tables import clicks, searches
from feedback_api.sources.tables import rating_sources
from publishing.errors import HelpCentreError

FIELDS = ("key", "article_id", "revision", "helpful", "reason", "goal", "comment", "email", "rated_at")


class NothingKeptError(HelpCentreError):
    """Nothing is kept of this person."""


def export_person(connection: Connection, who: str) -> list[dict[str, Any]]:
    """
    Give every rating of *who*, oldest first, with the searches that led to it, and what waits in the outbox.

    *who* is the key of a rating, an e-mail address, the number of a question, or words of what was written: a person
    who left no address may remember those.

    Raises:
        NothingKeptError: there is none.

    """
    said = (field.icontains(who, autoescape=True) for field in (ratings.c.goal, ratings.c.comment))
    theirs = _of(connection, who)
    found = _ratings(connection, or_(theirs, *said) if len(who) >= LEAST_CHARS_OF_WORDS else theirs)
    letters = export_correspondence(connection, who) + export_flags(connection, who)
    if not found and not letters:
        raise NothingKeptError(
            f"Nothing is kept of '{who}'.",
            "Name the key of a rating, the address that was left, or some words of the comment as they were written.",
        )
    return [_account(connection, rating) for rating in found] + letters


def erase_person(connection: Connection, who: str) -> int:
    """
    Forget the person whose rating's key, e-mail address or question's number is *who*, and say how much was theirs.

    Words, addresses and searches go, and the key: what stays is a yes or no that leads to nobody.

    Raises:
        NothingKeptError: there is none.

    """
    found = _ratings(connection, _of(connection, who))
    letters = erase_correspondence(connection, who) + erase_flag(connection, who)
    if not found and not letters:
        raise NothingKeptError(
            f"Nothing is kept of '{who}'.",
            "Name the key of a rating or the address that was left; 'help-centre personal-data export' finds keys.",
        )
    gone = {"goal": None, "comment": None, "email": None, "search_id": None}
    for rating in found:
        if rating.search_id is not None:
            connection.execute(delete(clicks).where(clicks.c.search_id == rating.search_id))
            forget_search(connection, rating.search_id)
        connection.execute(delete(rating_sources).where(rating_sources.c.key == rating.key))
        here = ratings.c.key == rating.key
        connection.execute(update(ratings).where(here).values(key=str(uuid4()), **gone))
    return len(found) + letters


def _of(connection: Connection, who: str) -> ColumnElement[bool]:
    return or_(ratings.c.key == who.lower(), ratings.c.key.in_(keys_with_address(connection, who)))


def _ratings(connection: Connection, wanted: ColumnElement[bool]) -> Sequence[Row[Any]]:
    return connection.execute(select(ratings).where(wanted).order_by(ratings.c.rated_at, ratings.c.key)).all()


def _account(connection: Connection, rating: Row[Any]) -> dict[str, Any]:
    query = select(searches.c.query).where(searches.c.search_id == rating.search_id)
    account = {field: getattr(rating, field) for field in FIELDS}
    account["rated_at"] = rating.rated_at.isoformat()
    return {**account, "search": connection.execute(query).scalar()}
