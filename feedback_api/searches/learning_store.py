"""From the searches that were kept to the file that search learns from."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, and_, select

from feedback_api.database.connections import Database
from feedback_api.ratings.tables import ratings
from feedback_api.searches.learning import Success, learn
from feedback_api.searches.tables import COUNTS, clicks, searches
from search_service.answers.experience import write_experience
from search_service.settings import EXPERIENCE_FILE, SearchSettings

LEARN_EVERY = timedelta(minutes=10)
# A result that is opened later was not found by this search but by a page that stayed open.
MOST_AFTER_SEARCH = timedelta(minutes=30)
MOST_CLICKS = 100_000

logger = logging.getLogger(__name__)


def write_what_was_learned(database: Database, path: Path) -> None:
    """
    Learn from all searches that are kept, and write that to *path*; an index folder that is not ours stays as it is.

    Raises:
        DatabaseUnavailableError: the database cannot be read; what was learned before stays.

    """
    with database.reading() as connection:
        experience = learn(successes(connection))
    try:
        write_experience(experience, path)
    except OSError as error:
        logger.warning("%s cannot be written (%s): search does not learn.", path, error.strerror)


def successes(connection: Connection) -> Iterator[Success]:
    """Yield what each search led to: the result that was opened last, and the articles that were rated after it."""
    answers = _answers(connection)
    opened = (
        select(searches.c.search_id, searches.c.query, searches.c.lang, searches.c.searched_at)
        .add_columns(clicks.c.article_id, clicks.c.rank, clicks.c.clicked_at)
        .join(clicks, clicks.c.search_id == searches.c.search_id)
        .where(searches.c.settled.is_(True), COUNTS)
        .order_by(clicks.c.clicked_at.desc())
        .limit(MOST_CLICKS)
    )
    seen: set[str] = set()
    for row in connection.execute(opened):
        if row.search_id in seen or row.clicked_at - row.searched_at > MOST_AFTER_SEARCH:
            continue
        seen.add(row.search_id)
        rated = answers.pop((row.search_id, row.article_id), None)
        helpful = rated.helpful if rated else None
        yield Success(row.query, row.lang, row.article_id, row.searched_at.date(), row.rank, helpful)
    yield from answers.values()


def forget_unless_learning(settings: SearchSettings) -> None:
    """Remove what was learned where *settings* switch learning off."""
    if not settings.learning:
        (settings.index / EXPERIENCE_FILE).unlink(missing_ok=True)


def _answers(connection: Connection) -> dict[tuple[str, str], Success]:
    """Give the ratings that came after a search, those that were set aside with a flood left out."""
    rated = (
        select(searches.c.query, searches.c.lang, searches.c.searched_at)
        .add_columns(ratings.c.search_id, ratings.c.article_id, ratings.c.helpful)
        .join(ratings, and_(ratings.c.search_id == searches.c.search_id, ratings.c.flood.is_(None)))
        .where(searches.c.settled.is_(True), COUNTS)
        .order_by(ratings.c.rated_at.desc())
        .limit(MOST_CLICKS)
    )
    return {
        (row.search_id, row.article_id): Success(
            row.query, row.lang, row.article_id, row.searched_at.date(), None, row.helpful
        )
        for row in connection.execute(rated)
    }
