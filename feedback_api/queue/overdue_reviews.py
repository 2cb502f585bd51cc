"""
Articles that wait for somebody to look at them, ranked by the people whom they probably leave unhelped.

Those whose date of review has passed, and translations whose original was changed after them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Column, Connection, select

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import Counts, Posterior
from feedback_api.ratings.readings import judge, read_counts
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import articles
from feedback_api.work_items.life import Reading, make_evidence

REVIEW_POLICY = Policy(min_ratings_to_open=1)
NOTHING_KNOWN = Posterior(0.0, 1.0, 1.0, 0.0)


@dataclass(frozen=True)
class ReviewDate:
    """The day since which an article waits, the days since, and how many a week it leaves unhelped."""

    article_id: str
    lang: str
    review_by: date | None
    overdue_days: int
    ratings_a_week: float
    unhelped_a_week: float

    @property
    def key(self) -> ArticleKey:
        """What tells the article from others."""
        return self.article_id, self.lang

    @property
    def revision(self) -> str:
        """The date: another one is news."""
        return self.review_by.isoformat() if self.review_by else "none"


def read_review_dates(connection: Connection, policy: Policy, *, now: datetime) -> list[ReviewDate]:
    """Read when each published article is to be reviewed; those that are due come with how they are rated."""
    return _read_days(connection, policy, articles.c.review_by, now=now)


def read_older_translations(connection: Connection, policy: Policy, *, now: datetime) -> list[ReviewDate]:
    """Read when the original of each published translation was changed after it; as `read_review_dates` does."""
    return _read_days(connection, policy, articles.c.original_changed, now=now)


def _read_days(connection: Connection, policy: Policy, day: Column[date], *, now: datetime) -> list[ReviewDate]:
    today = now.date()
    query = select(articles.c.id, articles.c.lang, day.label("review_by")).order_by(articles.c.position)
    rows = connection.execute(query).all()
    due = {(row.id, row.lang) for row in rows if row.review_by and row.review_by < today}
    rated = read_counts(connection, policy, now=now, article_ids={key[0] for key in due}) if due else []
    readings = judge(rated, policy)
    found = []
    for row in rows:
        key = (row.id, row.lang)
        overdue_days = (today - row.review_by).days if key in due else 0
        rating = readings[key].evidence if key in due and key in readings else None
        pace, unhelped = (rating.ratings_a_week, rating.unhelped_a_week) if rating else (0.0, 0.0)
        found.append(ReviewDate(row.id, row.lang, row.review_by, overdue_days, pace, unhelped))
    return found


def judge_review_dates(
    rows: Sequence[ReviewDate],
    policy: Policy,  # noqa: ARG001 - every cause is judged by one
    *,
    under_proof: Collection[ArticleKey] = (),  # noqa: ARG001 - nobody has to prove a date
) -> dict[ArticleKey, Reading]:
    """Tell for each article whether its review is due; the days that it is count where others have people."""
    readings: dict[ArticleKey, Reading] = {}
    for row in rows:
        due = row.overdue_days > 0
        plain = make_evidence(
            Counts(0, row.overdue_days), NOTHING_KNOWN, ratings_a_week=row.ratings_a_week, more_ratings_needed=None
        )
        since = row.review_by.isoformat() if row.review_by else None
        evidence = replace(plain, unhelped_a_week=row.unhelped_a_week, since=since)
        readings[row.key] = Reading(row.revision, evidence, 1.0 if due else 0.0, belongs_to=row.key)
    return readings
