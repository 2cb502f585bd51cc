"""What readers said in their own words, and the searches that led them to an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, func, or_, select, true, union

from feedback_api.contact.tables import questions
from feedback_api.policy import Policy
from feedback_api.ratings.rating import REASON_LABELS
from feedback_api.ratings.tables import ratings
from feedback_api.revisions.tables import revisions
from feedback_api.searches.log import folded
from feedback_api.searches.tables import COUNTS, clicks, searches

MAX_VOICES = 20
ASKED = "Asked a person after reading"
MAX_SEARCHES = 10
MAX_LOOKED_AT = 1000


@dataclass(frozen=True)
class Voice:
    """What one reader said beside the "no": what they were trying to do, why it failed, and more."""

    revision: str
    rated_at: datetime
    reason: str | None
    goal: str | None
    comment: str | None


@dataclass(frozen=True)
class SearchThatLedHere:
    """Words that people searched for before they opened the article, and how many searches that were."""

    query: str
    searches: int


@dataclass(frozen=True)
class Testimony:
    """
    Why an article fails its readers, in their words; latest first, most frequent first.

    ``reasons`` maps each reason that was given, as the reader saw it, to how many gave it.
    """

    reasons: dict[str, int]
    voices: list[Voice]
    searches: list[SearchThatLedHere]


def hear(
    connection: Connection, article_id: str, policy: Policy, *, now: datetime, lineage: str | None = None
) -> Testimony:
    """
    Gather what readers of the article said in the days that count.

    With a *lineage* that is what they said of this text, while anybody has; else of all its texts.
    """
    if lineage is not None:
        same = select(revisions.c.revision).where(revisions.c.article_id == article_id, revisions.c.lineage == lineage)
        said = _hear(connection, article_id, list(connection.execute(same).scalars()), policy, now)
        if said.reasons or said.voices:
            return said
    return _hear(connection, article_id, None, policy, now)


def _hear(
    connection: Connection, article_id: str, texts: Sequence[str] | None, policy: Policy, now: datetime
) -> Testimony:
    since = now - timedelta(days=policy.window_days)
    unhelped = (
        ratings.c.article_id == article_id,
        true() if texts is None else ratings.c.revision.in_(texts),
        ratings.c.helpful.is_(False),
        ratings.c.flood.is_(None),
        ratings.c.rated_at >= since,
    )
    counted = select(ratings.c.reason, func.count().label("times")).where(*unhelped, ratings.c.reason.is_not(None))
    reasons = {row.reason: row.times for row in connection.execute(counted.group_by(ratings.c.reason))}
    spoken = or_(ratings.c.goal.is_not(None), ratings.c.comment.is_not(None))
    latest = select(ratings).where(*unhelped, spoken).order_by(ratings.c.rated_at.desc()).limit(MAX_VOICES)
    said = [_voice(row) for row in connection.execute(latest)]
    asked, questions_asked = _questions(connection, article_id, texts, since)
    chosen = {label: reasons[reason] for reason, label in REASON_LABELS.items() if reason in reasons}
    return Testimony(
        reasons={**chosen, **({ASKED: questions_asked} if questions_asked else {})},
        voices=sorted([*said, *asked], key=lambda voice: voice.rated_at, reverse=True)[:MAX_VOICES],
        searches=_searches(connection, article_id, since),
    )


def _questions(
    connection: Connection, article_id: str, texts: Sequence[str] | None, since: datetime
) -> tuple[list[Voice], int]:
    """Give what people asked a person right after they read the article, and how many did."""
    of_text = true() if texts is None else questions.c.revision.in_(texts)
    here = (questions.c.article_id == article_id, of_text, questions.c.asked_at >= since)
    number = connection.execute(select(func.count()).select_from(questions).where(*here)).scalar_one()
    latest = select(questions).where(*here, questions.c.goal.is_not(None)).order_by(questions.c.asked_at.desc())
    rows = connection.execute(latest.limit(MAX_VOICES))
    return [Voice(row.revision or "", row.asked_at, ASKED, row.goal, None) for row in rows], int(number)


def _voice(row: Row[tuple[object, ...]]) -> Voice:
    return Voice(row.revision, row.rated_at, row.reason and REASON_LABELS[row.reason], row.goal, row.comment)


def _searches(connection: Connection, article_id: str, since: datetime) -> list[SearchThatLedHere]:
    """Count searches whose hit was opened, and searches that the rating itself names, each once."""
    clicked = select(clicks.c.search_id).where(clicks.c.article_id == article_id)
    rated = select(ratings.c.search_id).where(ratings.c.article_id == article_id, ratings.c.search_id.is_not(None))
    leading = union(clicked, rated).subquery()
    query = (
        select(searches.c.query)
        .join(leading, leading.c.search_id == searches.c.search_id)
        .where(searches.c.searched_at >= since, COUNTS)
        .order_by(searches.c.searched_at.desc())
        .limit(MAX_LOOKED_AT)
    )
    queries = [str(text) for text in connection.execute(query).scalars()]
    spelled = {folded(text): text for text in reversed(queries)}
    times = Counter(map(folded, queries))
    return [SearchThatLedHere(spelled[text], count) for text, count in times.most_common(MAX_SEARCHES)]
