"""The answer to "did it help now?": a rating of the repaired text, given once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select, update

from feedback_api.ratings.rating import RatingBody, record_rating
from feedback_api.repaired.links import LinkDamagedError
from feedback_api.repaired.tables import notices
from feedback_api.revisions.published import find_article
from feedback_api.revisions.tables import revisions
from publishing.translations import noted


@dataclass(frozen=True)
class Notice:
    """Somebody was told of a repair; ``helpful`` once they answered."""

    id: int
    article_id: str
    revision: str
    rating_key: str
    title: str
    url: str
    helpful: bool | None
    lang: str


def find_notice(connection: Connection, notice_id: int) -> Notice:
    """
    Find what a link is about.

    Raises:
        LinkDamagedError: there is no such notice.

    """
    joined = notices.join(
        revisions, (notices.c.article_id == revisions.c.article_id) & (notices.c.revision == revisions.c.revision)
    )
    query = select(notices, revisions.c.title, revisions.c.url).select_from(joined).where(notices.c.id == notice_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise LinkDamagedError(noted("This link leads nowhere."), noted("Say on the page itself whether it helps now."))
    article = find_article(connection, row.article_id, lang=row.lang)
    url = article.url if article else row.url
    return Notice(row.id, row.article_id, row.revision, row.rating_key, row.title, url, row.helpful, row.lang)


def answer_notice(connection: Connection, notice: Notice, *, helpful: bool, now: datetime) -> bool:
    """Keep the answer as a rating of the revision that was told of; False when one was given before, which stays."""
    unanswered = (notices.c.id == notice.id, notices.c.answered_at.is_(None))
    first = update(notices).where(*unanswered).values(answered_at=now, helpful=helpful)
    if not connection.execute(first).rowcount:
        return False
    rating = RatingBody(
        key=UUID(notice.rating_key), article_id=notice.article_id, revision=notice.revision, helpful=helpful
    )
    record_rating(connection, rating, now=now)
    return True
