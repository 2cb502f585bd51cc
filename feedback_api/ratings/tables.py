"""Tables of ratings, their counts, and the floods that some came in."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, and_, false, or_

from feedback_api.database.metadata import UtcDateTime, metadata
from feedback_api.reply_links.tables import MAX_ANCHOR_CHARS

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
    # It came from a place that had rated the text before; see `feedback_api.sources.places`.
    Column("again", Boolean, nullable=False, server_default=false()),
    # A person put it back: no later rating sets it aside again.
    Column("put_back", Boolean, nullable=False, server_default=false()),
    # "reply" when the reader came by a link in an answer.
    Column("via", String(10)),
    # The section of the link that the rating counts for unless it is set aside; None when it came by none.
    Column("counted_anchor", String(MAX_ANCHOR_CHARS)),
    Index("ratings_of_an_article", "article_id", "rated_at"),
)

# What is forgotten after a time is found without looking at every rating.
WITH_WORDS = or_(ratings.c.goal.is_not(None), ratings.c.comment.is_not(None))

WITH_ADDRESS = ratings.c.email.is_not(None)

WAITS_FOR_A_WORD = and_(WITH_ADDRESS, ratings.c.helpful.is_(False))

SET_ASIDE = ratings.c.flood.is_not(None)

Index("ratings_with_words", ratings.c.rated_at, sqlite_where=WITH_WORDS, postgresql_where=WITH_WORDS)

Index("ratings_with_an_address", ratings.c.rated_at, sqlite_where=WITH_ADDRESS, postgresql_where=WITH_ADDRESS)

Index(
    "ratings_waiting_for_a_word",
    ratings.c.article_id,
    ratings.c.revision,
    ratings.c.rated_at,
    sqlite_where=WAITS_FOR_A_WORD,
    postgresql_where=WAITS_FOR_A_WORD,
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

# Counts by revision and day, kept in step with every rating, so that a review never reads single ratings.
rating_days = Table(
    "rating_days",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("revision", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("helpful", Integer, nullable=False),
    Column("unhelpful", Integer, nullable=False),
    # How many of them came from a place that had rated the text before.
    Column("again", Integer, nullable=False, server_default="0"),
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
