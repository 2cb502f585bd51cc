"""Tables of searches and of the hits that were opened."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, or_

from feedback_api.database.metadata import UtcDateTime, metadata

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
    # Until it is counted: a keyed hash of where it came from, another each day.
    Column("mark", String(24)),
    # Until then also: which of 256 places it came from; see `feedback_api.sources.places`.
    Column("place", Integer),
    # Why it was set aside and counts nowhere, or that a person put it back.
    Column("flood", String(20)),
    Index("searches_of_a_cause", "cause_id", "searched_at"),
    Index("searches_by_time", "searched_at"),
)

FROM_AGENTS = "agent"
PUT_BACK = "put-back"
COUNTS = or_(searches.c.flood.is_(None), searches.c.flood == PUT_BACK)
"""Whether a search counts, or was set aside with a flood."""
SET_ASIDE = searches.c.flood.is_not(None)
WITH_MARK = searches.c.mark.is_not(None)

Index("searches_set_aside", searches.c.cause_id, sqlite_where=SET_ASIDE, postgresql_where=SET_ASIDE)
Index("searches_with_a_mark", searches.c.searched_at, sqlite_where=WITH_MARK, postgresql_where=WITH_MARK)

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
