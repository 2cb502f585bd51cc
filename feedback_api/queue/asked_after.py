"""
Questions to a person right after an article was read: the article did not spare them the question.

Nobody counts who reads an article and asks nothing, so this is no share but a fact: it was read last before so many
questions. A repair is proven by silence, at the pace of before. Questions about the new text bring it back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, case, func, select

from feedback_api.contact.tables import COUNTS, questions
from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import proven
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import articles, revisions
from feedback_api.work_items.life import AT_WORK, Reading, Step, WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.pace import WEEK_DAYS
from feedback_api.work_items.plain_facts import evidence_of_fact, standing_after_silence

ASKED_POLICY = Policy(min_ratings_to_open=3)


@dataclass(frozen=True)
class AskedAfter:
    """How many questions came after the published text of an article, and after the ones before it."""

    article_id: str
    lang: str
    revision: str
    asked: int
    asked_before: int
    first_at: datetime
    last_at: datetime
    published_at: datetime
    now: datetime

    @property
    def key(self) -> ArticleKey:
        """What tells the article from others."""
        return self.article_id, self.lang

    @property
    def a_day(self) -> float:
        """How many came a day while they came, counted over a week at least."""
        days = max(WEEK_DAYS, (self.last_at - self.first_at).days + 1)
        return (self.asked or self.asked_before) / days

    @property
    def quiet_days(self) -> float:
        """How long none has come after this text."""
        since = self.last_at if self.asked else max(self.last_at, self.published_at)
        return max(0.0, (self.now - since) / timedelta(days=1))


def read_questions(connection: Connection, policy: Policy, *, now: datetime) -> list[AskedAfter]:
    """Read how many questions came after each published article in the days that count."""
    asked_of, current = revisions.alias(), revisions.alias()
    of_question = and_(asked_of.c.article_id == questions.c.article_id, asked_of.c.revision == questions.c.revision)
    published = and_(current.c.article_id == articles.c.id, current.c.revision == articles.c.revision)
    same = asked_of.c.lineage == current.c.lineage
    query = (
        select(
            articles.c.id,
            articles.c.lang,
            current.c.lineage,
            func.sum(case((same, 1), else_=0)).label("asked"),
            func.sum(case((same, 0), else_=1)).label("asked_before"),
            func.min(questions.c.asked_at).label("first_at"),
            func.max(questions.c.asked_at).label("last_at"),
            current.c.published_at,
        )
        .select_from(
            questions.join(asked_of, of_question)
            .join(articles, and_(articles.c.id == questions.c.article_id, articles.c.lang == asked_of.c.lang))
            .join(current, published)
        )
        .where(COUNTS, questions.c.asked_at > now - timedelta(days=policy.window_days), questions.c.asked_at <= now)
        .group_by(articles.c.id, articles.c.lang, current.c.lineage, current.c.published_at)
        .order_by(articles.c.id, articles.c.lang)
    )
    return [AskedAfter(*row, now) for row in connection.execute(query)]


def judge_questions(
    rows: Sequence[AskedAfter],
    policy: Policy,  # noqa: ARG001 - every cause is judged by one
    *,
    under_proof: Collection[ArticleKey] = (),  # noqa: ARG001 - silence is weighed alike in every state
) -> dict[ArticleKey, Reading]:
    """Tell for each article how probable it is that questions still come after it, from how long none has."""
    readings: dict[ArticleKey, Reading] = {}
    for row in rows:
        pace = row.a_day * WEEK_DAYS
        evidence = evidence_of_fact(row.asked, a_week=pace, since=row.first_at.date())
        standing = standing_after_silence(row.a_day, row.quiet_days)
        readings[row.key] = Reading(row.revision, evidence, standing, belongs_to=row.key)
    return readings


def step_on_questions(item: WorkItem, reading: Reading | None, policy: Policy) -> Step | None:
    """Decide what a review makes of *item*: another text ships it, silence verifies it, new questions reopen it."""
    if item.state not in AT_WORK:
        return None
    if reading is None:
        return Step(State.VERIFIED, item.revision, item.evidence)
    if reading.revision != item.revision:
        return Step(State.SHIPPED, reading.revision, reading.evidence)
    if proven(reading.neutral_below_target, policy):
        return Step(State.VERIFIED, reading.revision, reading.evidence)
    if item.state is State.SHIPPED and reading.evidence.unhelpful >= policy.min_ratings_to_open:
        return Step(State.REOPENED, reading.revision, reading.evidence)
    return None
