"""Tables of what is published, and of every revision that ever was."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, Integer, String, Table, Text

from feedback_api.database.metadata import UtcDateTime, metadata

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
    # Of a translation: the day on which its original was changed after it.
    Column("original_changed", Date),
    # The anchors of its sections, a line each.
    Column("anchors", Text, nullable=False, server_default=""),
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
    # Which recording a video page showed, and how long that is; None for pages without one, and where nobody told.
    Column("cut", String(64)),
    Column("length_seconds", Float),
)

# The wording that the next edit of a lineage is measured against, a line for each of the page's.
wordings = Table(
    "wordings",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("lineage", String(64), primary_key=True),
    Column("words", Text, nullable=False),
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
