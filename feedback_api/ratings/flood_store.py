"""
Floods of ratings in the database: set aside as they come, looked at, and put back.

A rating that is set aside stays where it is and is not counted. Of a flood from one source the first rating goes on
counting; of a burst none, since nobody can tell which were readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, insert, select, update

from feedback_api.ratings.by_reply import count_for_link
from feedback_api.ratings.counts import add_counts
from feedback_api.ratings.tables import floods, ratings
from feedback_api.revisions.tables import revisions
from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW, WINDOW, FloodReason, flood_reason
from feedback_api.sources.marks import Marker
from feedback_api.sources.place_store import Place, count_at, find_place
from feedback_api.sources.tables import rating_sources
from publishing.errors import HelpCentreError
from publishing.translations import noted

# Each rating asks these; to write a statement down takes longer than to run it.
_OF_SOURCE = (
    select(rating_sources.c.key)
    .where(rating_sources.c.mark == bindparam("of_mark"))
    .order_by(rating_sources.c.noted_at)
    .limit(MOST_FROM_ONE_SOURCE + 1)
)
_RECENT = (
    select(ratings.c.key)
    .where(
        ratings.c.article_id == bindparam("of_article"),
        ratings.c.revision == bindparam("of_revision"),
        ratings.c.rated_at > bindparam("since"),
        ratings.c.rated_at <= bindparam("until"),
    )
    .order_by(ratings.c.rated_at.desc())
    .limit(MOST_WITHIN_THE_WINDOW + 1)
)


class UnknownFloodError(HelpCentreError):
    """There is no such flood."""

    http_status = 404


@dataclass(frozen=True)
class Flood:
    """Ratings of one text that were set aside, and whether a person put them back."""

    id: int
    article_id: str
    lang: str
    revision: str
    reason: FloodReason
    began_at: datetime
    last_at: datetime
    put_back_at: datetime | None
    helpful: int
    unhelpful: int


@dataclass(frozen=True)
class Arrival:
    """A rating that was just written down and not counted yet."""

    key: str
    article_id: str
    revision: str
    source: str | None


def set_aside(connection: Connection, arrival: Arrival, *, now: datetime) -> bool:
    """
    Say whether *arrival* belongs to a flood; it is then set aside, with those before it that are counted already.

    One that is not, from a place that rated the text before, is marked so.
    """
    mark = _note_source(connection, arrival, arrival.source, now) if arrival.source else None
    place = _place_of(connection, arrival, arrival.source) if arrival.source else None
    same_source = _keys_of_source(connection, mark)
    recent = _recent_keys(connection, arrival, now)
    reason = flood_reason(
        from_the_source=len(same_source),
        within_the_window=len(recent),
        place_is_full=place is not None and place.is_full,
    )
    if reason is not None:
        flood = _current_flood(connection, arrival, reason, _mark_of_flood(reason, mark, place), now)
        if flood.put_back_at is not None:
            return False
        before = {FloodReason.ONE_SOURCE: same_source[1:], FloodReason.ONE_PLACE: (), FloodReason.BURST: recent}
        _gather(connection, arrival, before[reason], flood.id)
        return True
    if place is not None:
        if place.is_known:
            connection.execute(update(ratings).where(ratings.c.key == arrival.key).values(again=True))
        count_at(connection, place, now=now)
    return False


def list_floods(connection: Connection) -> list[Flood]:
    """List every flood, latest first, with what was answered in those that are set aside."""
    of_text = and_(revisions.c.article_id == floods.c.article_id, revisions.c.revision == floods.c.revision)
    found = select(floods, revisions.c.lang).join(revisions, of_text)
    counted = select(ratings.c.flood, ratings.c.helpful, func.count().label("times")).where(
        ratings.c.flood.is_not(None)
    )
    times = {
        (row.flood, row.helpful): row.times
        for row in connection.execute(counted.group_by(ratings.c.flood, ratings.c.helpful))
    }
    return [
        Flood(
            row.id,
            row.article_id,
            row.lang,
            row.revision,
            FloodReason(row.reason),
            row.began_at,
            row.last_at,
            row.put_back_at,
            times.get((row.id, True), 0),
            times.get((row.id, False), 0),
        )
        for row in connection.execute(found.order_by(floods.c.last_at.desc(), floods.c.id.desc()))
    ]


def put_back(connection: Connection, flood_id: int, *, now: datetime) -> int:
    """
    Count the ratings of a flood after all, each on its day; more of the same flood will count too. Say how many.

    Raises:
        UnknownFloodError: there is none.

    """
    if connection.execute(select(floods.c.id).where(floods.c.id == flood_id)).first() is None:
        raise UnknownFloodError(
            noted("There is no flood {number}."),
            noted("Look at the list of what was set aside again."),
            number=flood_id,
        )
    connection.execute(update(floods).where(floods.c.id == flood_id).values(put_back_at=now))
    rows = connection.execute(select(ratings).where(ratings.c.flood == flood_id)).all()
    # Whoever puts them back says that they were readers, each a different one.
    of_flood = update(ratings).where(ratings.c.flood == flood_id)
    connection.execute(of_flood.values(flood=None, again=False, put_back=True))
    for row in rows:
        _count(connection, row, by=1)
    return len(rows)


def _note_source(connection: Connection, arrival: Arrival, source: str, now: datetime) -> str:
    mark = Marker(connection).mark(source, arrival.article_id, arrival.revision, now=now)
    connection.execute(insert(rating_sources).values(key=arrival.key, mark=mark, noted_at=now))
    return mark


def _place_of(connection: Connection, arrival: Arrival, source: str) -> Place:
    of_text = (revisions.c.article_id == arrival.article_id, revisions.c.revision == arrival.revision)
    lineage = str(connection.execute(select(revisions.c.lineage).where(*of_text)).scalar_one())
    return find_place(connection, arrival.article_id, lineage, source)


def _keys_of_source(connection: Connection, mark: str | None) -> Sequence[str]:
    """Give the keys of the first ratings with this mark, one more than may be, and the last."""
    if mark is None:
        return ()
    return connection.execute(_OF_SOURCE, {"of_mark": mark}).scalars().all()


def _recent_keys(connection: Connection, arrival: Arrival, now: datetime) -> Sequence[str]:
    window = {"since": now - WINDOW, "until": now}
    return (
        connection.execute(_RECENT, {"of_article": arrival.article_id, "of_revision": arrival.revision, **window})
        .scalars()
        .all()
    )


def _current_flood(
    connection: Connection, arrival: Arrival, reason: FloodReason, mark: str | None, now: datetime
) -> Row[Any]:
    """Find the flood that goes on, or begin one; the mark tells floods of two sources apart."""
    where = [
        floods.c.article_id == arrival.article_id,
        floods.c.revision == arrival.revision,
        floods.c.reason == reason,
    ]
    goes_on = floods.c.mark == mark if mark is not None else floods.c.last_at >= now - WINDOW
    query = select(floods).where(*where, goes_on).order_by(floods.c.id.desc()).limit(1)
    found = connection.execute(query).one_or_none()
    if found is not None:
        connection.execute(update(floods).where(floods.c.id == found.id).values(last_at=now))
        return found
    values = {"article_id": arrival.article_id, "revision": arrival.revision, "reason": reason}
    connection.execute(insert(floods).values(**values, mark=mark, began_at=now, last_at=now))
    return connection.execute(query).one()


def _mark_of_flood(reason: FloodReason, mark: str | None, place: Place | None) -> str | None:
    """Tell floods of two sources apart, for a day; a burst has none."""
    if reason is FloodReason.ONE_SOURCE:
        return mark
    return f"place {place.number}" if place and reason is FloodReason.ONE_PLACE else None


def _gather(connection: Connection, arrival: Arrival, keys: Sequence[str], flood_id: int) -> None:
    """Set *arrival* aside, and take back the counts of those before it, but for what a person put back."""
    doubted = (ratings.c.key.in_([*keys, arrival.key]), ratings.c.put_back.is_(False))
    counted = select(ratings).where(*doubted, ratings.c.key != arrival.key, ratings.c.flood.is_(None))
    for row in connection.execute(counted).all():
        _count(connection, row, by=-1)
    connection.execute(update(ratings).where(*doubted).values(flood=flood_id))


def _count(connection: Connection, rating: Row[Any], *, by: int) -> None:
    day, said = rating.rated_at.date(), {"helpful": rating.helpful, "again": rating.again and by < 0}
    add_counts(connection, rating.article_id, rating.revision, day, by=by, **said)
    count_for_link(connection, rating, helpful=rating.helpful, by=by)
