"""How long what people typed is kept, and forgetting it when that time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Select, delete, select, update

from feedback_api.contact.tables import questions
from feedback_api.missing_pages.tables import missing_pages
from feedback_api.ratings.tables import WITH_ADDRESS, WITH_WORDS, floods, ratings
from feedback_api.replies.tables import flags
from feedback_api.search_causes.tables import search_causes, search_days, search_wordings, unanswered_days
from feedback_api.searches.tables import WITH_MARK, clicks, searches
from feedback_api.settings import Retention
from feedback_api.sources.marks import KEPT_FOR, forget_marks
from feedback_api.sources.place_store import forget_places

FORGET_EVERY = timedelta(hours=1)


def forget_what_is_due(connection: Connection, kept: Retention, *, now: datetime) -> int:
    """Empty comments and addresses, delete searches and clicks that are older than *kept* says; say how many."""
    old_words = update(ratings).where(ratings.c.rated_at < now - kept.comments, WITH_WORDS)
    old_addresses = update(ratings).where(ratings.c.rated_at < now - kept.addresses, WITH_ADDRESS)
    forgotten = (
        old_words.values(goal=None, comment=None, search_id=None),
        old_addresses.values(email=None),
        update(questions).where(questions.c.asked_at < now - kept.comments).values(goal=None),
        update(flags).where(flags.c.flagged_at < now - kept.comments, flags.c.words.is_not(None)).values(words=None),
        delete(searches).where(searches.c.searched_at < now - kept.searches),
        delete(clicks).where(clicks.c.clicked_at < now - kept.searches),
        delete(search_days).where(search_days.c.day < (now - kept.searches).date()),
        delete(unanswered_days).where(unanswered_days.c.day < (now - kept.searches).date()),
        delete(search_wordings).where(search_wordings.c.wording.not_in(_counted_in(search_wordings.c.lang))),
        delete(search_causes).where(search_causes.c.id.not_in(select(search_wordings.c.cause_id))),
        delete(missing_pages).where(missing_pages.c.day < (now - kept.searches).date()),
    )
    return sum(connection.execute(statement).rowcount for statement in forgotten)


def forget_sources(connection: Connection, *, now: datetime) -> None:
    """Delete the marks of sources that are older than a day, the salts that they were made with, and old places."""
    before = now - KEPT_FOR
    forget_marks(connection, now=now)
    forget_places(connection, now=now)
    connection.execute(update(floods).where(floods.c.last_at < before).values(mark=None))
    connection.execute(update(searches).where(searches.c.searched_at < before, WITH_MARK).values(mark=None, place=None))


def _counted_in(language: ColumnElement[str]) -> Select[tuple[str]]:
    """Select the wordings of a language that were searched for in the days that are kept."""
    return select(search_days.c.wording).where(search_days.c.lang == language)
