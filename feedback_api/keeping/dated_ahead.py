"""
What a clock that was ahead dated, put right: it is as if it had happened when that is found.

Else the ratings, searches and visits of that time would count nowhere until the day that they name, what rests on
silence could not be proven before, and what people typed would be kept for as much longer. A clock may also be behind,
as that of a machine is which has just started: so nothing is touched before it has gone on for a day.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Column, Connection, Table, delete, exists, insert, select, update

from feedback_api.contact.tables import questions
from feedback_api.missing_pages.tables import missing_pages
from feedback_api.outbox.tables import outbox
from feedback_api.playback.tables import playback_seconds, plays
from feedback_api.ratings.tables import floods, rating_days, rating_totals, ratings
from feedback_api.replies.tables import flags
from feedback_api.reply_links.tables import link_days
from feedback_api.revisions.tables import revisions
from feedback_api.search_causes.tables import search_causes, search_days, unanswered_days
from feedback_api.searches.tables import clicks, searches
from feedback_api.sign_in.tables import sign_in_tries, staff_links, staff_sessions
from feedback_api.sources.tables import rating_places, rating_sources, source_salts
from feedback_api.trackers.tables import tracker_outbox
from feedback_api.turns.chores import begin_chore, finish_chore, is_overdue
from feedback_api.work_items.tables import work_item_events, work_item_notes, work_items

CHORE = "what is dated ahead"
AHEAD_BY = timedelta(days=1)
"""What is dated less far ahead is soon past."""
STEADY_FOR = timedelta(days=1)
# Whatever is written leaves something in one of these, where it is found without looking at every rating.
SIGNS = (
    work_items.c.changed_at,
    work_item_events.c.at,
    revisions.c.published_at,
    rating_totals.c.day,
    searches.c.searched_at,
    missing_pages.c.day,
    questions.c.asked_at,
    plays.c.begun_on,
)
# When an item was opened is not among them: the markers of its issue are made of it.
MOMENTS = (
    work_items.c.changed_at,
    work_item_events.c.at,
    work_item_notes.c.at,
    revisions.c.published_at,
    ratings.c.rated_at,
    rating_sources.c.noted_at,
    rating_places.c.last_day,
    floods.c.began_at,
    floods.c.last_at,
    searches.c.searched_at,
    clicks.c.clicked_at,
    search_causes.c.answered_since,
    questions.c.asked_at,
    flags.c.flagged_at,
    plays.c.begun_on,
    outbox.c.queued_at,
    outbox.c.put_off_since,
    outbox.c.delivered_at,
    sign_in_tries.c.tried_at,
    staff_links.c.ends_at,
    staff_sessions.c.ends_at,
    tracker_outbox.c.filing_since,
    tracker_outbox.c.away_since,
)
COUNTS_OF_DAYS = (
    rating_days,
    rating_totals,
    missing_pages,
    playback_seconds,
    link_days,
    search_days,
    unanswered_days,
)


def put_right_what_is_dated_ahead(connection: Connection, *, now: datetime) -> None:
    """Date to *now* what lies more than ``AHEAD_BY`` ahead, once that has been so for ``STEADY_FOR``."""
    if not any(_is_ahead(connection, sign, now) for sign in SIGNS):
        finish_chore(connection, CHORE)
        return
    begin_chore(connection, CHORE, STEADY_FOR, now=now)
    if is_overdue(connection, CHORE, now=now):
        _put_right(connection, now)
        finish_chore(connection, CHORE)


def _put_right(connection: Connection, now: datetime) -> None:
    for moment in MOMENTS:
        dated = update(moment.table).where(moment > _latest(moment, now)).values({moment.name: _present(moment, now)})
        connection.execute(dated)
    for table in COUNTS_OF_DAYS:
        _add_to_today(connection, table, now)
    connection.execute(delete(source_salts).where(source_salts.c.day > _latest(source_salts.c.day, now)))


def _add_to_today(connection: Connection, table: Table, now: datetime) -> None:
    """Add what was counted on days to come to the counts of today."""
    ahead = table.c.day > _latest(table.c.day, now)
    places = [column for column in table.primary_key.columns if column.name != "day"]
    counts = [column.name for column in table.columns if not column.primary_key]
    sums: dict[tuple[object, ...], Counter[str]] = {}
    for row in connection.execute(select(table).where(ahead)).mappings():
        place = tuple(row[column.name] for column in places)
        sums.setdefault(place, Counter()).update({name: row[name] for name in counts})
    connection.execute(delete(table).where(ahead))
    for place, more in sums.items():
        here = [table.c.day == now.date(), *(column == value for column, value in zip(places, place, strict=True))]
        added = {name: table.c[name] + more[name] for name in counts}
        if not connection.execute(update(table).where(*here).values(added)).rowcount:
            names = {column.name: value for column, value in zip(places, place, strict=True)}
            values = {**names, "day": now.date(), **{name: more[name] for name in counts}}
            connection.execute(insert(table).values(values))


def _is_ahead(connection: Connection, sign: Column[datetime] | Column[date], now: datetime) -> bool:
    return bool(connection.execute(select(exists().where(sign > _latest(sign, now)))).scalar())


def _latest(moment: Column[datetime] | Column[date], now: datetime) -> datetime | date:
    """Give the end of a day, so that a rating goes with the day that it was counted on."""
    return _present(moment, datetime.combine((now + AHEAD_BY).date(), time.max, UTC))


def _present(moment: Column[datetime] | Column[date], now: datetime) -> datetime | date:
    """Give *now* as the column keeps it: a time, or the day in UTC."""
    return now.date() if moment.type.python_type is date else now
