"""
Every table of the feedback database, as SQLAlchemy Core sees it.

Nothing here has a place for an IP address, a user agent or a cookie.
What is kept about a reader is what the reader wrote: the words of a rating and, if they left one, an address.
Times are UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    or_,
)

metadata = MetaData()


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC; SQLite, which knows no time zones, keeps it without one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's interface
        """Turn an aware time into a naive one in UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's interface
        """Say that the time is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


# The one row says which catalogue was read last, so that a second worker need not read it again; synonyms are lines.
catalogues = Table(
    "catalogues",
    metadata,
    Column("source", String(2000), primary_key=True),
    Column("fingerprint", String(200), nullable=False),
    Column("site_url", String(2000), nullable=False),
    Column("synonyms", Text, nullable=False, server_default=""),
)

# Articles of the catalogue that was read last.
articles = Table(
    "articles",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("lang", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("revision", String(64), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("title", Text, nullable=False),
    Column("url", String(2000), nullable=False),
    Column("source_path", Text),
    Column("owner", Text),
    Column("review_by", Date),
)

# Every revision that was ever published: a reader may rate a page that was opened before it was repaired.
revisions = Table(
    "revisions",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("revision", String(64), primary_key=True),
    Column("lang", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("url", String(2000), nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    # The revision that started the evidence which this one shares: itself, unless it only corrected the wording.
    Column("lineage", String(64), nullable=False),
    Column("follows", String(64)),
    Column("edit", String(30)),
)

# The wording that the next edit of a lineage is measured against, a line for each of the page's.
wordings = Table(
    "wordings",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("lineage", String(64), primary_key=True),
    Column("words", Text, nullable=False),
)

ratings = Table(
    "ratings",
    metadata,
    Column("key", String(36), primary_key=True),
    Column("article_id", String(200), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(20)),
    Column("goal", Text),
    Column("comment", Text),
    Column("email", String(254)),
    Column("search_id", String(64)),
    Column("rated_at", UtcDateTime, nullable=False),
    # The flood that the rating was set aside with; it then counts nowhere.
    Column("flood", Integer),
    # "reply" when the reader came by a link in an answer.
    Column("via", String(10)),
    Index("ratings_of_an_article", "article_id", "rated_at"),
)
# What is forgotten after a time is found without looking at every rating.
WITH_WORDS = or_(ratings.c.goal.is_not(None), ratings.c.comment.is_not(None))
WITH_ADDRESS = ratings.c.email.is_not(None)
SET_ASIDE = ratings.c.flood.is_not(None)
Index("ratings_with_words", ratings.c.rated_at, sqlite_where=WITH_WORDS, postgresql_where=WITH_WORDS)
Index("ratings_with_an_address", ratings.c.rated_at, sqlite_where=WITH_ADDRESS, postgresql_where=WITH_ADDRESS)

Index(
    "ratings_waiting_for_a_word",
    ratings.c.article_id,
    ratings.c.revision,
    ratings.c.rated_at,
    sqlite_where=WITH_ADDRESS,
    postgresql_where=WITH_ADDRESS,
)
Index("ratings_set_aside", ratings.c.flood, sqlite_where=SET_ASIDE, postgresql_where=SET_ASIDE)

floods = Table(
    "floods",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(200), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("mark", String(24)),
    Column("began_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("put_back_at", UtcDateTime),
    Index("floods_of_an_article", "article_id"),
)

# For a day, which ratings of one text came from one source: a keyed hash that is another for each text and day, and
# that nobody can trace back once the day's salt is deleted.
rating_sources = Table(
    "rating_sources",
    metadata,
    Column("key", String(36), primary_key=True),
    Column("mark", String(24), nullable=False),
    Column("noted_at", UtcDateTime, nullable=False),
    Index("ratings_of_a_source", "mark", "noted_at"),
)
source_salts = Table(
    "source_salts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("salt", String(64), nullable=False),
)

# Counts by revision and day, kept in step with every rating, so that a review never reads single ratings.
rating_days = Table(
    "rating_days",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("revision", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("helpful", Integer, nullable=False),
    Column("unhelpful", Integer, nullable=False),
    Index("rating_days_by_day", "day", "unhelpful"),
)

# The same added up over all articles, so that a picture of months reads a row a day.
rating_totals = Table(
    "rating_totals",
    metadata,
    Column("day", Date, primary_key=True),
    Column("helpful", Integer, nullable=False),
    Column("unhelpful", Integer, nullable=False),
)

searches = Table(
    "searches",
    metadata,
    Column("search_id", String(64), primary_key=True),
    Column("query", String(200), nullable=False),
    Column("lang", String(40)),
    Column("total", Integer, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("searched_at", UtcDateTime, nullable=False),
    # The best hit; and who looked: a reader, or an agent who found no article for a question.
    Column("first_article_id", String(200)),
    Column("source", String(10), nullable=False, server_default="reader"),
    # The cause that it was counted for; empty until then.
    Column("cause_id", Integer),
    Index("searches_of_a_cause", "cause_id", "searched_at"),
    Index("searches_by_time", "searched_at"),
)
UNANSWERED = searches.c.total == 0
Index("searches_without_an_answer", searches.c.searched_at, sqlite_where=UNANSWERED, postgresql_where=UNANSWERED)

clicks = Table(
    "clicks",
    metadata,
    Column("search_id", String(64), primary_key=True),
    Column("article_id", String(200), primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("clicked_at", UtcDateTime, nullable=False),
    Index("clicks_of_an_article", "article_id"),
)

# What is said in each revision of a video, by the whole second: a moment is shown with its words.
spoken = Table(
    "spoken",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("revision", String(64), primary_key=True),
    Column("second", Integer, primary_key=True),
    Column("words", Text, nullable=False),
)

# How many plays of a day heard each second of a video, went back over it, landed on it by going back, or paused at it.
playback_seconds = Table(
    "playback_seconds",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("revision", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("second", Integer, primary_key=True),
    Column("plays", Integer, nullable=False),
    Column("replays", Integer, nullable=False),
    Column("landings", Integer, nullable=False),
    Column("pauses", Integer, nullable=False),
)

# For a day or two, which seconds of a play are counted already: one person who goes round and round counts once.
# The key is made for one play of one opened page and leads to nobody; seconds are hexadecimal, one bit each.
plays = Table(
    "plays",
    metadata,
    Column("key", String(36), primary_key=True),
    Column("article_id", String(200), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("begun_on", Date, nullable=False),
    Column("played", Text, nullable=False),
    Column("replayed", Text, nullable=False),
    Column("landed", Text, nullable=False),
    Column("paused", Text, nullable=False),
)

work_items = Table(
    "work_items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("article_id", String(200), nullable=False),
    Column("lang", String(40), nullable=False),
    # Kind and article while the item is at work, empty afterwards: one cause has at most one item at work.
    Column("cause", String(300)),
    Column("state", String(10), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("reason", Text),
    Column("evidence", JSON, nullable=False),
    Column("unhelped_a_week", Float, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    # The item that this one turned out to be the same as.
    Column("merged_into", Integer),
    UniqueConstraint("cause", name="one_item_a_cause"),
)

work_item_events = Table(
    "work_item_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work_item_id", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("reason", Text),
    Column("evidence", JSON, nullable=False),
    Index("events_of_an_item", "work_item_id"),
    Index("events_by_time", "at"),
)

# Chores that one worker of many does; the row says until when it is taken.
chores = Table(
    "chores",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("taken_until", UtcDateTime, nullable=False),
)
