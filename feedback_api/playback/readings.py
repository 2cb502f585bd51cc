"""Plays of videos, read from the database: a row for each moment that is rough, or that a work item is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, or_, select, true

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import Counts, more_to_verify, undecided_prior, weigh
from feedback_api.playback.cuts import place_in
from feedback_api.playback.rough_moments import (
    MOMENT_PRIOR,
    MOMENT_REACH_SECONDS,
    Playback,
    rough_moments,
    roughest,
    weigh_seconds,
)
from feedback_api.playback.tables import playback_seconds
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import articles, revisions, spoken
from feedback_api.work_items.life import AT_WORK, REASONS_OF_REVIEWS, Reading, make_evidence, subject_of
from feedback_api.work_items.names import State
from feedback_api.work_items.pace import WEEK_DAYS
from feedback_api.work_items.tables import work_items

VIDEO = "video"
KIND = "rough-moment"
# The same film encoded again ends some frames earlier or later.
ONE_LENGTH_SECONDS = 1
COUNTED = ("plays", "replays", "landings", "pauses")


@dataclass(frozen=True)
class MomentCounts:
    """
    How many plays of the published cut go on at a moment of a video, how many go back, and how many a week get there.

    ``moment`` is the second that its work item was opened at, ``second`` where the moment is in this cut.
    ``revision`` is the one that started this evidence; those after it that only corrected its wording are counted in.
    """

    article_id: str
    lang: str
    revision: str
    moment: int
    second: int
    counts: Counts
    plays_a_week: float

    @property
    def key(self) -> ArticleKey:
        """What tells the moment from others."""
        return subject_of(self.article_id, self.moment), self.lang


@dataclass(frozen=True)
class PublishedCut:
    """A video as it is published: ``revision`` is the one that started its evidence."""

    article_id: str
    lang: str
    revision: str


@dataclass(frozen=True)
class KnownMoment:
    """A moment that an item is about: one at work, or one of which a person said that nothing is to be done."""

    revision: str
    moment: int
    second: int
    at_work: bool


def read_moments(connection: Connection, policy: Policy, *, now: datetime) -> list[MomentCounts]:
    """Read the moments of every published video that an item is about, and those that are rough and have none yet."""
    known = _known(connection)
    published = and_(revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision)
    query = select(articles.c.id, articles.c.lang, revisions.c.lineage).join(revisions, published)
    shows = or_(articles.c.kind == VIDEO, revisions.c.cut.is_not(None))
    rows = connection.execute(query.where(shows).order_by(articles.c.position))
    cuts = [PublishedCut(row.id, row.lang, row.lineage) for row in rows.all()]
    return [
        counted
        for cut in cuts
        for counted in _of_video(connection, cut, known.get((cut.article_id, cut.lang), []), policy, now)
    ]


def _of_video(
    connection: Connection, cut: PublishedCut, known: Sequence[KnownMoment], policy: Policy, now: datetime
) -> Iterator[MomentCounts]:
    playback, weekly = _playback(connection, cut.article_id, cut.revision, policy, now)
    weighed = weigh_seconds(playback, policy)
    taken: list[range] = []
    for item in known:
        if not item.at_work and item.revision != cut.revision:
            continue  # what a person said of an earlier cut
        place = _place(connection, cut, item)
        here = roughest([weighed[second] for second in place if second < len(weighed)])
        second = here.second if here and here.replays else place[len(place) // 2]
        counts, pace = (here.counts, weekly[here.second]) if here else (Counts(0, 0), 0.0)
        taken += [place, _around(second)]
        yield MomentCounts(cut.article_id, cut.lang, cut.revision, item.moment, second, counts, pace)
    for rough in rough_moments(weighed, policy):
        if not any(rough.second in place for place in taken):
            at, pace = rough.second, weekly[rough.second]
            yield MomentCounts(cut.article_id, cut.lang, cut.revision, at, at, rough.counts, pace)


def _place(connection: Connection, cut: PublishedCut, item: KnownMoment) -> range:
    """Tell where the moment of *item* is in the published *cut*."""
    if item.revision == cut.revision:
        return _around(item.second)
    old, new = (spoken_words(connection, cut.article_id, revision) for revision in (item.revision, cut.revision))
    return place_in(new, old, item.second)


def _around(second: int) -> range:
    return range(max(0, second - MOMENT_REACH_SECONDS), second + MOMENT_REACH_SECONDS + 1)


def _known(connection: Connection) -> dict[ArticleKey, list[KnownMoment]]:
    """Give the moments that items are about, by video; those at work first, of each moment the latest item."""
    set_aside = and_(work_items.c.state == State.DISMISSED, work_items.c.reason.not_in(REASONS_OF_REVIEWS))
    query = (
        select(work_items)
        .where(work_items.c.kind == KIND, or_(work_items.c.state.in_(list(AT_WORK)), set_aside))
        .order_by(work_items.c.cause.is_(None), work_items.c.changed_at.desc())
    )
    known: dict[ArticleKey, dict[int, KnownMoment]] = {}
    for row in connection.execute(query):
        evidence = row.evidence
        if evidence.get("moment") is not None:
            item = KnownMoment(row.revision, evidence["moment"], evidence["second"], row.state in AT_WORK)
            known.setdefault((row.article_id, row.lang), {}).setdefault(item.moment, item)
    return {video: list(items.values()) for video, items in known.items()}


def spoken_words(connection: Connection, article_id: str, revision: str) -> dict[int, str]:
    """Give the lines of a transcript by the second that each begins at, as they were corrected last."""
    latest = _latest(connection, article_id, revision)
    here = (spoken.c.article_id == article_id, spoken.c.revision == (latest.revision if latest else revision))
    query = select(spoken.c.second, spoken.c.words).where(*here).order_by(spoken.c.second)
    return {row.second: row.words for row in connection.execute(query)}


def _latest(connection: Connection, article_id: str, revision: str) -> Row[Any] | None:
    """Give the last of the revisions that share the evidence of *revision*."""
    order = (revisions.c.published_at.desc(), revisions.c.revision == revision)
    same = and_(revisions.c.article_id == article_id, _shared_with(revision))
    return connection.execute(select(revisions).where(same).order_by(*order).limit(1)).one_or_none()


def _shared_with(revision: str) -> ColumnElement[bool]:
    return or_(revisions.c.lineage == revision, revisions.c.revision == revision)


def _equally_long(latest: Row[Any] | None) -> ColumnElement[bool]:
    """Choose the revisions whose seconds are those of the *latest*: others cut the film, whatever their writer said."""
    length = revisions.c.length_seconds
    if latest is None or latest.length_seconds is None:
        return true()
    return or_(length.is_(None), func.abs(length - latest.length_seconds) <= ONE_LENGTH_SECONDS)


def read_revision(connection: Connection, article_id: str, revision: str, policy: Policy, *, now: datetime) -> Playback:
    """Read how one revision of a video is played, published or not, with those that only correct its wording."""
    return _playback(connection, article_id, revision, policy, now)[0]


def judge_moments(
    rows: Sequence[MomentCounts], policy: Policy, *, under_proof: Collection[ArticleKey] = ()
) -> dict[ArticleKey, Reading]:
    """
    Weigh the counts of each moment.

    Moments *under_proof* are weighed without prejudice, and the reading tells how many more plays would prove the new
    cut.
    """
    neutral = undecided_prior(MOMENT_PRIOR, policy.target_share)
    counts = [row.counts for row in rows]
    readings: dict[ArticleKey, Reading] = {}
    for row, fair, usual in zip(rows, weigh(counts, neutral, policy), weigh(counts, MOMENT_PRIOR, policy), strict=True):
        proving = row.key in under_proof
        evidence = make_evidence(
            row.counts,
            fair if proving else usual,
            ratings_a_week=row.plays_a_week,
            more_ratings_needed=more_to_verify(row.counts, neutral, policy) if proving else None,
            second=row.second,
        )
        readings[row.key] = Reading(row.revision, replace(evidence, moment=row.moment), fair.below_target)
    return readings


def _playback(
    connection: Connection, article_id: str, revision: str, policy: Policy, now: datetime
) -> tuple[Playback, tuple[float, ...]]:
    """Add up the days that count, by second, and tell how many plays a week heard each."""
    today = now.date()
    recent = playback_seconds.c.day >= today - timedelta(days=policy.pace_days - 1)
    alike = select(revisions.c.revision).where(
        revisions.c.article_id == article_id,
        _shared_with(revision),
        _equally_long(_latest(connection, article_id, revision)),
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
