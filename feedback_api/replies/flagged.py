"""
Flags of one article as one work item, with a count.

A flag is a fact: somebody who answers customers saw that the article is wrong, outdated or lacks something. It stands
while the text that it was set on does, typo fixes included, and is settled by another text, or by a person who
dismisses it: a flag that is set after that is news.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, and_, select

from feedback_api.evidence.policy import Policy
from feedback_api.replies.tables import flags
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import articles, revisions
from feedback_api.work_items.life import Reading, Step
from feedback_api.work_items.pace import weekly
from feedback_api.work_items.plain_facts import evidence_of_fact, opens_on_fact
from feedback_api.work_items.store import closed_by_people, moments_of_dismissal

FLAG_POLICY = Policy(min_ratings_to_open=1)


@dataclass(frozen=True)
class FlaggedArticle:
    """How many flags stand on the published text of an article, and on which days they were set."""

    article_id: str
    lang: str
    revision: str
    days: tuple[date, ...]
    today: date

    @property
    def key(self) -> ArticleKey:
        """What tells the article from others."""
        return self.article_id, self.lang

    def flags_a_week(self, window_days: int) -> float:
        """How many come in a week, of late."""
        recent = [day for day in self.days if day > self.today - timedelta(days=window_days)]
        return weekly(len(recent), min(recent, default=None), self.today)


def read_flags(connection: Connection, policy: Policy, *, now: datetime) -> list[FlaggedArticle]:  # noqa: ARG001 - every cause is read with one
    """Read the flags of every published article that ever had one; of those that are settled none is left."""
    dismissed_at = moments_of_dismissal(closed_by_people(connection, "flagged"))
    flagged, current = revisions.alias(), revisions.alias()
    of_flag = and_(flagged.c.article_id == flags.c.article_id, flagged.c.revision == flags.c.revision)
    published = and_(current.c.article_id == articles.c.id, current.c.revision == articles.c.revision)
    query = (
        select(articles.c.id, articles.c.lang, current.c.lineage, flagged.c.lineage.label("of"), flags.c.flagged_at)
        .select_from(
            flags.join(articles, and_(articles.c.id == flags.c.article_id, articles.c.lang == flags.c.lang))
            .join(current, published)
            .join(flagged, of_flag)
        )
        .where(flags.c.flagged_at <= now)
        .order_by(flags.c.flagged_at)
    )
    days: dict[tuple[str, str, str], list[date]] = {}
    for row in connection.execute(query):
        standing = days.setdefault((row.id, row.lang, row.lineage), [])
        settled_at = dismissed_at.get((row.id, row.lang))
        if row.of == row.lineage and (settled_at is None or row.flagged_at > settled_at):
            standing.append(row.flagged_at.date())
    return [FlaggedArticle(*key, tuple(standing), now.date()) for key, standing in days.items()]


def judge_flags(
    rows: Sequence[FlaggedArticle],
    policy: Policy,
    *,
    under_proof: Collection[ArticleKey] = (),  # noqa: ARG001 - nobody has to prove a flag
) -> dict[ArticleKey, Reading]:
    """Tell for each article whether flags stand on its text."""
    readings: dict[ArticleKey, Reading] = {}
    for row in rows:
        pace = row.flags_a_week(policy.pace_days)
        evidence = evidence_of_fact(len(row.days), a_week=pace, since=min(row.days, default=None))
        readings[row.key] = Reading(row.revision, evidence, 1.0 if row.days else 0.0, belongs_to=row.key)
    return readings


def opens_on_flags(reading: Reading, policy: Policy, *, dismissed_revision: str | None) -> Step | None:  # noqa: ARG001 - flags that were dismissed are not read
    """Decide whether an article gets an item: a flag stands on its text that nobody has dismissed."""
    return opens_on_fact(reading, policy, dismissed_revision=None)
