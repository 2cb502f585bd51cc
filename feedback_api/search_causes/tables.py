"""Tables of what people look for, however they word it."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from feedback_api.database.metadata import UtcDateTime, metadata

MAX_WORDING_CHARS = 200

# What people look for, however they word it.
search_causes = Table(
    "search_causes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("lang", String(40), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    # The article that a person said to answer it.
    Column("article_id", String(200)),
    # What search finds for it, how often that has changed, and when last: only searches of this phase count.
    Column("answer", String(300)),
    Column("phase", Integer, nullable=False),
    Column("answered_since", UtcDateTime),
    # Items name causes by their numbers: that of a forgotten one is not given to another.
    sqlite_autoincrement=True,
)

# Which cause a folded wording belongs to, and its stems: it stays there, unless a person moves it.
search_wordings = Table(
    "search_wordings",
    metadata,
    Column("lang", String(40), primary_key=True),
    Column("wording", String(MAX_WORDING_CHARS), primary_key=True),
    Column("about", Text, nullable=False),
    Column("cause_id", Integer, nullable=False),
    Index("wordings_of_a_cause", "cause_id"),
)

# Searches by wording and day: all, those after which a hit was opened, and those that found nothing at all.
search_days = Table(
    "search_days",
    metadata,
    Column("lang", String(40), primary_key=True),
    Column("wording", String(MAX_WORDING_CHARS), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("phase", Integer, primary_key=True),
    Column("searches", Integer, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("fruitless", Integer, nullable=False),
)
FRUITLESS = search_days.c.fruitless > 0
Index(
    "search_days_without_an_answer",
    *(search_days.c.day, search_days.c.wording, search_days.c.fruitless),
    sqlite_where=FRUITLESS,
    postgresql_where=FRUITLESS,
)

# Searches that found nothing, added up over all wordings, so that a picture of months reads a row a day.
unanswered_days = Table(
    "unanswered_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("searches", Integer, nullable=False),
)

# The words that the articles of a language are written in and in how many lines each stands, as JSON: they are read
# once a publication, which the fingerprint names, and not by every process that counts searches.
words_of_sites = Table(
    "words_of_sites",
    metadata,
    Column("lang", String(40), primary_key=True),
    Column("fingerprint", String(200), nullable=False),
    Column("words", Text, nullable=False),
)
