"""
What links in replies do afterwards, by section and day: linked, opened, came back to, and rated.

Counts, and nothing else: who linked, and who opened, has no place here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.replies.tables import link_days

Event = Literal["linked", "opened", "came_back", "helped", "unhelped"]
EVENTS: tuple[Event, ...] = get_args(Event)


@dataclass(frozen=True)
class LinkTally:
    """What became of links to one section of an article, ever."""

    anchor: str
    linked: int
    opened: int
    came_back: int
    helped: int
    unhelped: int


def count(connection: Connection, event: Event, article_id: str, anchor: str, *, now: datetime) -> None:
    """Count one more *event* of today for a section."""
    key = {"article_id": article_id, "anchor": anchor, "day": now.date()}
    here = [link_days.c[name] == value for name, value in key.items()]
    more = update(link_days).where(*here).values({event: link_days.c[event] + 1})
    if connection.execute(more).rowcount:
        return
    try:
        with connection.begin_nested():
            connection.execute(insert(link_days).values(**key, **{**dict.fromkeys(EVENTS, 0), event: 1}))
    except IntegrityError:  # another process was first
        connection.execute(more)


@dataclass(frozen=True)
class RatedAfterReply:
    """What readers said of an article who came by a link in a reply."""

    helped: int
    unhelped: int


def rated_after_reply(connection: Connection, article_id: str) -> RatedAfterReply:
    """Add up how readers rated an article who came by a link in a reply, ever."""
    sums = (func.coalesce(func.sum(column), 0) for column in (link_days.c.helped, link_days.c.unhelped))
    row = connection.execute(select(*sums).where(link_days.c.article_id == article_id)).one()
    return RatedAfterReply(int(row[0]), int(row[1]))


def link_tallies(connection: Connection, article_id: str) -> list[LinkTally]:
    """Add up what became of links to each section of an article, the most linked first."""
    sums = [func.sum(link_days.c[event]).label(event) for event in EVENTS]
    query = (
        select(link_days.c.anchor, *sums)
        .where(link_days.c.article_id == article_id)
        .group_by(link_days.c.anchor)
        .order_by(func.sum(link_days.c.linked).desc(), link_days.c.anchor)
    )
    return [LinkTally(row.anchor, *(int(getattr(row, event)) for event in EVENTS)) for row in connection.execute(query)]
