"""Plays of videos, read from the database and weighed by the second."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from feedback_api.evidence import Counts, more_to_verify, undecided_prior, weigh
from feedback_api.policy import Policy
from feedback_api.readings import WEEK_DAYS, ArticleKey
from feedback_api.rough_moments import MOMENT_PRIOR, Moment, Playback, roughest, weigh_seconds
from feedback_api.tables import articles, playback_seconds, revisions
from feedback_api.work_items import Reading, make_evidence

VIDEO = "video"
COUNTED = ("plays", "replays", "landings", "pauses")


@dataclass(frozen=True)
class VideoPlayback:
    """
    How the published cut of a video is played, and how many plays of the last weeks heard each second.

    ``revision`` is the one that started this evidence; those after it that only corrected its wording are counted in.
    """

    article_id: str
    lang: str
    revision: str
    playback: Playback
    weekly_plays: tuple[float, ...]

    @property
    def key(self) -> ArticleKey:
        """What tells the video from others."""
        return self.article_id, self.lang


def read_playback(connection: Connection, policy: Policy, *, now: datetime) -> list[VideoPlayback]:
    """Read how every published video is played, as it stood at *now*; videos that nobody played are among them."""
    published = and_(revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision)
    query = select(articles.c.id, articles.c.lang, revisions.c.lineage).join(revisions, published)
    videos = connection.execute(query.where(articles.c.kind == VIDEO).order_by(articles.c.position)).all()
    return [
        VideoPlayback(row.id, row.lang, row.lineage, *_playback(connection, row.id, row.lineage, policy, now))
        for row in videos
    ]


def read_revision(connection: Connection, article_id: str, revision: str, policy: Policy, *, now: datetime) -> Playback:
    """Read how one revision of a video is played, published or not, with those that only correct its wording."""
    return _playback(connection, article_id, revision, policy, now)[0]


def judge_videos(
    rows: Sequence[VideoPlayback], policy: Policy, *, under_proof: Collection[ArticleKey] = ()
) -> dict[ArticleKey, Reading]:
    """
    Weigh each video by its roughest second: no other second of it can be worse.

    Videos *under_proof* are weighed without prejudice, and the reading tells how many more plays would prove the new
    cut.
    """
    neutral = undecided_prior(MOMENT_PRIOR, policy.target_share)
    readings: dict[ArticleKey, Reading] = {}
    for row in rows:
        moment = roughest(weigh_seconds(row.playback, policy))
        counts = moment.counts if moment else Counts(0, 0)
        (fair,) = weigh([counts], neutral, policy)
        (usual,) = weigh([counts], MOMENT_PRIOR, policy)
        proving = row.key in under_proof
        evidence = make_evidence(
            counts,
            fair if proving else usual,
            ratings_a_week=row.weekly_plays[moment.second] if moment else 0.0,
            more_ratings_needed=more_to_verify(counts, neutral, policy) if proving else None,
            second=_second(moment),
        )
        readings[row.key] = Reading(row.revision, evidence, fair.below_target)
    return readings


def _second(moment: Moment | None) -> int | None:
    return moment.second if moment and moment.replays else None


def _playback(
    connection: Connection, article_id: str, revision: str, policy: Policy, now: datetime
) -> tuple[Playback, tuple[float, ...]]:
    """Add up the days that count, by second, and tell how many plays a week heard each."""
    today = now.date()
    recent = playback_seconds.c.day >= today - timedelta(days=policy.pace_days - 1)
    alike = select(revisions.c.revision).where(
        revisions.c.article_id == article_id, or_(revisions.c.lineage == revision, revisions.c.revision == revision)
    )
    here = and_(
        playback_seconds.c.article_id == article_id,
        playback_seconds.c.revision.in_(alike),
        playback_seconds.c.day > today - timedelta(days=policy.window_days),
        playback_seconds.c.day <= today,
    )
    columns: list[ColumnElement[Any]] = [func.sum(playback_seconds.c[name]).label(name) for name in COUNTED]
    query = (
        select(
            playback_seconds.c.second,
            *columns,
            func.coalesce(func.sum(case((recent, playback_seconds.c.plays))), 0).label("recently"),
            func.min(case((recent, playback_seconds.c.day))).label("first_day"),
        )
        .where(here)
        .group_by(playback_seconds.c.second)
    )
    rows = connection.execute(query).all()
    seconds = max((row.second for row in rows), default=-1) + 1
    counted = np.zeros((len(COUNTED), seconds), dtype=int)
    weekly = [0.0] * seconds
    first_day = min((row.first_day for row in rows if row.first_day), default=today)
    for row in rows:
        counted[:, row.second] = [getattr(row, name) for name in COUNTED]
        weekly[row.second] = int(row.recently) * WEEK_DAYS / _days_since(first_day, today)
    return Playback(*counted), tuple(weekly)


def _days_since(first_day: date, today: date) -> int:
    """Count the days that plays are spread over, at least a week: a new cut has no long past."""
    return max(WEEK_DAYS, (today - first_day).days + 1)
