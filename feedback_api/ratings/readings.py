"""Counts of ratings, read from the database and weighed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import (
    GENERAL_PRIOR,
    Counts,
    Floats,
    Posterior,
    learn_prior,
    more_to_decide,
    more_to_verify,
    undecided_prior,
    weigh,
    weigh_with_changes,
    widened,
)
from feedback_api.ratings.tables import rating_days
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import articles, revisions
from feedback_api.work_items.life import Reading, make_evidence
from feedback_api.work_items.pace import weekly


class Counted(Protocol):
    """Yes and no of one cause: the text that they are of, and how many there are in a week."""

    @property
    def key(self) -> ArticleKey:
        """What tells the cause from others."""

    @property
    def revision(self) -> str:
        """What was rated."""

    @property
    def counts(self) -> Counts:
        """How many said yes and no."""

    @property
    def recent(self) -> Sequence[Counts]:
        """How many of them in each of the policy's ``change_days``; empty where nothing changes but by a repair."""

    @property
    def again(self) -> int:
        """How many of them came from a place that had rated the text before; 0 where that is not known."""

    @property
    def ratings_a_week(self) -> float:
        """How many do so in a week."""


@dataclass(frozen=True)
class ArticleCounts:
    """
    How readers rated the published text of an article, and how many do so in a week.

    ``revision`` is the one that started this evidence; those after it that only corrected its wording are counted in.
    The pace of a text that nobody rated lately is that of the texts before it.
    """

    article_id: str
    lang: str
    revision: str
    counts: Counts
    ratings_a_week: float
    recent: tuple[Counts, ...] = ()
    again: int = 0
    """How many of them came from a place that had rated the text before."""

    @property
    def key(self) -> ArticleKey:
        """What tells the article from others."""
        return self.article_id, self.lang


@dataclass(frozen=True)
class Scales:
    """
    What counts are weighed with: the learned prior and the blurred one, as they are and neutral about the target.

    Whatever shows a range takes it from here, so that no page shows two.
    """

    usual: tuple[Floats, Floats]
    fair: tuple[Floats, Floats]
    policy: Policy

    def weigh(self, counts: Sequence[Counts], *, recent: Sequence[Sequence[Counts]] = ()) -> list[Posterior]:
        """Tell for each of *counts* what is to be believed about the present; *recent* tells what may have changed."""
        if not all(recent):
            recent = ()
        sharp, blurred = (
            weigh_with_changes(counts, recent, prior, self.policy) if recent else weigh(counts, prior, self.policy)
            for prior in self.usual
        )
        return widened(sharp, blurred)

    def weigh_fairly(self, counts: Sequence[Counts]) -> list[Posterior]:
        """Tell for each of *counts* what is to be believed when nothing was known before and nothing has changed."""
        sharp, blurred = (weigh(counts, prior, self.policy) for prior in self.fair)
        return widened(sharp, blurred)


def learn_scales(counts: Sequence[Counts], policy: Policy, *, general: Floats = GENERAL_PRIOR) -> Scales:
    """Learn from the counts of all causes what each of them is weighed with."""
    prior = learn_prior(counts, policy, general=general)
    blurred = learn_prior(counts, policy, max_steps=1, general=general)
    neutral = tuple(undecided_prior(spread, policy.target_share) for spread in (prior, blurred))
    return Scales((prior, blurred), (neutral[0], neutral[1]), policy)


def read_counts(
    connection: Connection, policy: Policy, *, now: datetime, article_ids: Collection[str] | None = None
) -> list[ArticleCounts]:
    """
    Read the counts of every published article, as they stood at *now*; the cost does not grow with the ratings.

    With *article_ids*, those of these articles alone.
    """
    today = now.date()
    since = today - timedelta(days=policy.window_days)
    pace_since = today - timedelta(days=policy.pace_days - 1)
    current, shared = revisions.alias(), revisions.alias()
    published = and_(current.c.article_id == articles.c.id, current.c.revision == articles.c.revision)
    alike = and_(shared.c.article_id == current.c.article_id, shared.c.lineage == current.c.lineage)
    counted = and_(
        rating_days.c.article_id == shared.c.article_id,
        rating_days.c.revision == shared.c.revision,
        rating_days.c.day > since,
        rating_days.c.day <= today,
    )
    recent = rating_days.c.day >= pace_since
    everyone = rating_days.c.helpful + rating_days.c.unhelpful
    query = (
        select(
            articles.c.id,
            articles.c.lang,
            current.c.lineage,
            func.coalesce(func.sum(rating_days.c.helpful), 0).label("helpful"),
            func.coalesce(func.sum(rating_days.c.unhelpful), 0).label("unhelpful"),
            func.coalesce(func.sum(rating_days.c.again), 0).label("again"),
            func.coalesce(func.sum(case((recent, everyone), else_=0)), 0).label("recently"),
            func.min(case((recent, rating_days.c.day))).label("first_recent_day"),
            *_sums_of_last_days(policy, today),
        )
        .select_from(articles.join(current, published).join(shared, alike).outerjoin(rating_days, counted))
        .group_by(articles.c.id, articles.c.lang, current.c.lineage, articles.c.position)
        .order_by(articles.c.position)
    )
    if article_ids is not None:
        query = query.where(articles.c.id.in_(list(article_ids)))
    rows = connection.execute(query).all()
    changes = len(policy.change_days)
    unrated = {row.id for row in rows if not row.recently}
    paces = _paces_of_all_texts(connection, unrated, pace_since, today) if unrated else {}
    return [
        ArticleCounts(
            row.id,
            row.lang,
            row.lineage,
            Counts(int(row.helpful), int(row.unhelpful)),
            weekly(int(row.recently), row.first_recent_day, today) or paces.get((row.id, row.lang), 0.0),
            tuple(Counts(int(row[place]), int(row[place + 1])) for place in range(len(row) - 2 * changes, len(row), 2)),
            int(row.again),
        )
        for row in rows
    ]


def _sums_of_last_days(policy: Policy, today: date) -> list[ColumnElement[int]]:
    """Add up yes and no of each of the policy's ``change_days``, in turn."""
    return [
        func.coalesce(func.sum(case((rating_days.c.day > today - timedelta(days=days), said), else_=0)), 0)
        for days in policy.change_days
        for said in (rating_days.c.helpful, rating_days.c.unhelpful)
    ]


def _paces_of_all_texts(
    connection: Connection, article_ids: Collection[str], since: date, today: date
) -> dict[ArticleKey, float]:
    """Tell how many rate an article in a week, whichever of its texts: a text that nobody rated yet has its readers."""
    same = and_(rating_days.c.article_id == revisions.c.article_id, rating_days.c.revision == revisions.c.revision)
    everyone = func.sum(rating_days.c.helpful + rating_days.c.unhelpful).label("everyone")
    query = (
        select(revisions.c.article_id, revisions.c.lang, everyone, func.min(rating_days.c.day).label("first_day"))
        .join(rating_days, same)
        .where(rating_days.c.day >= since, rating_days.c.day <= today)
        .group_by(revisions.c.article_id, revisions.c.lang)
    )
    return {
        (row.article_id, row.lang): weekly(int(row.everyone), row.first_day, today)
        for row in connection.execute(query)
        if row.article_id in article_ids
    }


def judge(
    rows: Sequence[Counted],
    policy: Policy,
    *,
    under_proof: Collection[ArticleKey] = (),
    undecided: Collection[ArticleKey] = (),
    general: Floats = GENERAL_PRIOR,
) -> dict[ArticleKey, Reading]:
    """
    Weigh the counts of each article against those of all.

    Articles *under_proof* are weighed without prejudice, and the reading tells how many more ratings would prove the
    repair; for those *undecided* it tells how many would show whether the article does its job. *general* is the prior
    of a help centre that has no counts yet.
    """
    counts = [row.counts for row in rows]
    scales = learn_scales(counts, policy, general=general)
    prior, neutral = scales.usual[0], scales.fair[0]
    usual, unbiased = scales.weigh(counts, recent=[row.recent for row in rows]), scales.weigh_fairly(counts)
    readings: dict[ArticleKey, Reading] = {}
    for row, expected, fair in zip(rows, usual, unbiased, strict=True):
        posterior, more = expected, None
        if row.key in under_proof:
            posterior, more = fair, more_to_verify(row.counts, neutral, policy)
            more = more if more is None else max(more, policy.min_ratings_to_close + row.again - row.counts.total)
        elif row.key in undecided:
            more = more_to_decide(row.counts, posterior, prior, policy)
            more = more if more is None else max(more, policy.min_ratings_to_open + row.again - row.counts.total)
        evidence = make_evidence(row.counts, posterior, ratings_a_week=row.ratings_a_week, more_ratings_needed=more)
        readings[row.key] = Reading(row.revision, replace(evidence, again=row.again), fair.below_target)
    return readings
