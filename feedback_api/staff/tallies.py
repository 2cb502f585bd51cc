"""Ratings added up: of the whole help centre, and of each revision of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from feedback_api.ratings.tables import rating_days
from feedback_api.revisions.languages import revisions_of
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import articles, revisions


@dataclass(frozen=True)
class Tally:
    """What there is to go by: articles that are published, how many of them were rated, and all ratings."""

    articles: int
    rated_articles: int
    ratings: int


@dataclass(frozen=True)
class RevisionTally:
    """How readers rated one revision of an article, ever; it counts together with others of its lineage."""

    revision: str
    lineage: str
    published_at: datetime
    helpful: int
    unhelpful: int


def tally(connection: Connection) -> Tally:
    """Add up what the help centre has."""
    published = connection.execute(select(func.count(articles.c.id.distinct()))).scalar_one()
    added = func.coalesce(func.sum(rating_days.c.helpful + rating_days.c.unhelpful), 0)
    counted = connection.execute(select(func.count(rating_days.c.article_id.distinct()), added)).one()
    return Tally(published, counted[0], int(counted[1]))


def revision_tallies(connection: Connection, article: ArticleKey) -> list[RevisionTally]:
    """Add up the ratings of each revision of the article in its language, latest revision first."""
    counted = (rating_days.c.article_id == revisions.c.article_id) & (rating_days.c.revision == revisions.c.revision)
    query = (
        select(
            revisions.c.revision,
            revisions.c.lineage,
            revisions.c.published_at,
            func.coalesce(func.sum(rating_days.c.helpful), 0).label("helpful"),
            func.coalesce(func.sum(rating_days.c.unhelpful), 0).label("unhelpful"),
        )
        .select_from(revisions.outerjoin(rating_days, counted))
        .where(*revisions_of(article))
        .group_by(revisions.c.revision, revisions.c.lineage, revisions.c.published_at)
        .order_by(revisions.c.published_at.desc())
    )
    return [
        RevisionTally(row.revision, row.lineage, row.published_at, int(row.helpful), int(row.unhelpful))
        for row in connection.execute(query)
    ]
