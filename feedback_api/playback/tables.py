"""Tables of plays: counts by video revision, day and second."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table, Text

from feedback_api.database.metadata import metadata

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
