"""Ratings that came by a link in a reply, counted for the section that it led to as long as they count at all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select, update

from feedback_api.ratings.tables import ratings
from feedback_api.reply_links.links import LinkedSection, count, linked_section
from feedback_api.revisions.tables import revisions


def remember_section(connection: Connection, key: str, anchor: str) -> None:
    """Remember of the rating with this *key* which section its link led to; one that is not there is the article."""
    rating = connection.execute(select(ratings).where(ratings.c.key == key)).one()
    lang = _language_of(connection, rating)
    section = linked_section(connection, rating.article_id, lang, anchor)
    known = section.anchor if section is not None and section.lang == lang else ""
    connection.execute(update(ratings).where(ratings.c.key == key).values(counted_anchor=known))


def count_for_link(connection: Connection, rating: Row[Any], *, helpful: bool, by: int) -> None:
    """Add *by* (less than zero to take back) for the section that *rating*, a row of its table, remembers, if any."""
    if rating.counted_anchor is None:
        return
    section = LinkedSection(rating.article_id, _language_of(connection, rating), rating.counted_anchor)
    count(connection, "helped" if helpful else "unhelped", section, day=rating.rated_at.date(), by=by)


def _language_of(connection: Connection, rating: Row[Any]) -> str:
    here = (revisions.c.article_id == rating.article_id, revisions.c.revision == rating.revision)
    return str(connection.execute(select(revisions.c.lang).where(*here)).scalar_one())
