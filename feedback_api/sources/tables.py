"""Tables of what tells sources apart: marks for a day, places for as long as ratings count, and their secrets."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table

from feedback_api.database.metadata import UtcDateTime, metadata

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

# How many ratings of one text came from each of 256 places, which lead to nobody.
rating_places = Table(
    "rating_places",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("lineage", String(64), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("ratings", Integer, nullable=False),
    Column("last_day", Date, nullable=False),
    Index("rating_places_by_day", "last_day"),
)

# What places are drawn and links are signed with, made when it is first needed.
signing_keys = Table(
    "signing_keys",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("key", String(64), nullable=False),
)
