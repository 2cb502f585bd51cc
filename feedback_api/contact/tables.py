"""Questions to a person: their receipts, and what they tell about the articles that were read before."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, String, Table, Text, false

from feedback_api.database.metadata import UtcDateTime, metadata

# Who asked is not kept here: name, address and words as they were written go out with the outbox.
questions = Table(
    "questions",
    metadata,
    Column("receipt", String(12), primary_key=True),
    Column("key", String(36), nullable=False, unique=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("lang", String(40)),
    # In the customer's words, without what tells who that is.
    Column("goal", Text),
    # What was read last before the question.
    Column("article_id", String(200)),
    Column("revision", String(64)),
    # One person asked again: it is answered, and does not count against the article.
    Column("set_aside", Boolean, nullable=False, server_default=false()),
    Index("questions_by_time", "asked_at"),
    Index("questions_after_an_article", "article_id", "asked_at"),
)

SET_ASIDE = questions.c.set_aside.is_(True)
COUNTS = questions.c.set_aside.is_(False)
"""Whether a question counts against the article that was read before it."""
