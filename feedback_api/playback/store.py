"""Plays in the database: counts by video revision, day and second, and for a day what of a play is counted already."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import Connection, Executable, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from feedback_api.playback.reports import MAX_SECOND, Heard, PlaybackBody, each_second
from feedback_api.playback.tables import playback_seconds, plays
from feedback_api.revisions.published import find_article, knows_article
from feedback_api.revisions.tables import revisions, spoken
from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW
from feedback_api.sources.marks import Marker, note_marks, times_noted
from feedback_api.sources.place_store import takes_one_more
from feedback_api.web.bodies import KeyTakenError

# Where nobody tells the length: the last words are soon followed by the end; without words no end is known.
AFTER_THE_LAST_WORDS_SECONDS = 60
KEPT_DAYS = 1
_BEGUN = select(plays.c.key).where(plays.c.key == bindparam("of_play"))
_LENGTH = select(revisions.c.length_seconds).where(
    revisions.c.article_id == bindparam("of_article"), revisions.c.revision == bindparam("of_revision")
)
_LAST_WORDS = select(func.max(spoken.c.second)).where(
    spoken.c.article_id == bindparam("of_article"), spoken.c.revision == bindparam("of_revision")
)


def shows_video(connection: Connection, article_id: str) -> bool:
    """Say whether the article is a video page, or ever showed a video: a guide may, too. It may be unpublished."""
    article = find_article(connection, article_id)
    ever = select(revisions.c.cut).where(revisions.c.article_id == article_id, revisions.c.cut.is_not(None)).limit(1)
    if article is None:
        return knows_article(connection, article_id)
    return article.kind == "video" or connection.execute(ever).first() is not None


def length_seconds(connection: Connection, article_id: str, revision: str) -> float:
    """Give the length of the video that this revision shows, or the longest that it can have."""
    this = {"of_article": article_id, "of_revision": revision}
    length = connection.execute(_LENGTH, this).scalar()
    if length is not None:
        return float(length)
    last = connection.execute(_LAST_WORDS, this).scalar()
    return MAX_SECOND if last is None else int(last) + AFTER_THE_LAST_WORDS_SECONDS


def count_play(connection: Connection, play: PlaybackBody, heard: Heard, *, source: str | None, now: datetime) -> Heard:
    """
    Count what is new in *heard*, and give it; nothing where one *source* begins more plays than people may.

    Where *source* is None nobody can tell people apart, and what is more than they do within a minute is left out.

    Raises:
        KeyTakenError: the key stands for a play of something else.

    """
    if not (_is_begun(connection, play) or _may_begin(connection, play, source, now)):
        return Heard()
    new = heard.without(_remember(connection, play, heard, now.date()))
    here = {"article_id": play.article_id, "revision": play.revision, "day": now.date()}
    by_column = {"plays": new.played, "replays": new.replayed, "landings": new.landed, "pauses": new.paused}
    rows = [
        {**here, "second": second, **{name: seconds >> second & 1 for name, seconds in by_column.items()}}
        for second in each_second(new.played | new.replayed | new.landed | new.paused)
    ]
    if rows:
        connection.execute(_adding(connection.dialect.name), rows)
    return new


def forget_plays(connection: Connection, *, now: datetime) -> None:
    """Forget which seconds each play of the days before yesterday has counted; their counts stay."""
    connection.execute(delete(plays).where(plays.c.begun_on < now.date() - timedelta(days=KEPT_DAYS)))


def _is_begun(connection: Connection, play: PlaybackBody) -> bool:
    return connection.execute(_BEGUN, {"of_play": str(play.key)}).first() is not None


def _may_begin(connection: Connection, play: PlaybackBody, source: str | None, now: datetime) -> bool:
    """
    Take one more play of a video from *source*, unless it had its share today, or while plays count: as of ratings.

    Where no source can be told, the minute stands for it.
    """
    mark = Marker(connection).mark(source or f"{now:%H:%M}", "play", f"{play.article_id} {play.revision}", now=now)
    if times_noted(connection, [mark])[mark] >= (MOST_FROM_ONE_SOURCE if source else MOST_WITHIN_THE_WINDOW):
        return False
    note_marks(connection, [(mark, now)])
    return source is None or takes_one_more(connection, "play", play.article_id, play.revision, source, now=now)


@cache
def _adding(dialect_name: str) -> Executable:
    """Write down once how counts of seconds are added to those that are there: each play of each reader asks for it."""
    adding = (postgresql if dialect_name == "postgresql" else sqlite).insert(playback_seconds)
    key = [column.name for column in playback_seconds.primary_key]
    counts = [column.name for column in playback_seconds.c if not column.primary_key]
    summed = {name: playback_seconds.c[name] + adding.excluded[name] for name in counts}
    statement: Executable = adding.on_conflict_do_update(index_elements=key, set_=summed)
    return statement


def _remember(connection: Connection, play: PlaybackBody, heard: Heard, today: date) -> Heard:
    """Add *heard* to what the play has counted, and give what that was before."""
    key = str(play.key)
    place = {"article_id": play.article_id, "revision": play.revision}
    try:
        with connection.begin_nested():
            connection.execute(insert(plays).values(key=key, **place, begun_on=today, **_as_text(heard)))
    except IntegrityError:
        row = connection.execute(select(plays).where(plays.c.key == key).with_for_update()).one()
        if (row.article_id, row.revision) != (play.article_id, play.revision):
            raise KeyTakenError(
                f"The key {key} already stands for a play of '{row.article_id}', revision {row.revision}.",
                "Make a new key for each play.",
            ) from None
        known = Heard(int(row.played, 16), int(row.replayed, 16), int(row.landed, 16), int(row.paused, 16))
        connection.execute(update(plays).where(plays.c.key == key).values(**_as_text(known | heard)))
        return known
    return Heard()


def _as_text(heard: Heard) -> dict[str, str]:
    return {part.name: f"{getattr(heard, part.name):x}" for part in fields(heard)}
