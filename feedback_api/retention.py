"""How long what people typed is kept, and forgetting it when that time is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, update

from feedback_api.settings import FeedbackSettings
from feedback_api.tables import WITH_ADDRESS, WITH_WORDS, clicks, ratings, searches

FORGET_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Retention:
    """How long each is kept; the yes or no of a rating tells nothing about anybody and stays."""

    comments: timedelta
    addresses: timedelta
    searches: timedelta


def retention(settings: FeedbackSettings) -> Retention:
    """Read the times from *settings*."""
    return Retention(
        comments=timedelta(days=settings.keep_comments_days),
        addresses=timedelta(days=settings.keep_addresses_days),
        searches=timedelta(days=settings.keep_searches_days),
    )


def forget_what_is_due(connection: Connection, kept: Retention, *, now: datetime) -> int:
    """Empty comments and addresses, delete searches and clicks that are older than *kept* says; say how many."""
    old_words = update(ratings).where(ratings.c.rated_at < now - kept.comments, WITH_WORDS)
    old_addresses = update(ratings).where(ratings.c.rated_at < now - kept.addresses, WITH_ADDRESS)
    forgotten = (
        old_words.values(goal=None, comment=None, search_id=None),
        old_addresses.values(email=None),
        delete(searches).where(searches.c.searched_at < now - kept.searches),
        delete(clicks).where(clicks.c.clicked_at < now - kept.searches),
    )
    return sum(connection.execute(statement).rowcount for statement in forgotten)
