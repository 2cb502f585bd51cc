"""A work item as people and programs read it: numbers, the same in a sentence, and readers' own words."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from feedback_api.moments import MomentAccount, replays_of
from feedback_api.policy import Policy
from feedback_api.published import find_article
from feedback_api.sentences import in_words
from feedback_api.testimony import SearchThatLedHere, Voice, hear
from feedback_api.work_items import Kind, State, WorkItem

ROUGH_MOMENT: Kind = "rough-moment"


class EvidenceAccount(BaseModel):
    """
    What the people who met the item's revision say.

    Shares are of readers who said that it helped; for a rough moment, of plays that went on where most go back.
    """

    model_config = ConfigDict(frozen=True)

    sentence: Annotated[str, Field(description="the evidence in words")]
    helpful: int
    unhelpful: int
    share_low: float
    share_high: float
    probability_below_target: float
    ratings_a_week: float
    unhelped_a_week: float
    more_ratings_needed: Annotated[int | None, Field(description="about how many more would decide; null: unknown")]
    reasons: dict[str, int]
    voices: Annotated[list[Voice], Field(description='what readers wrote beside a "no", latest first')]
    searches: Annotated[list[SearchThatLedHere], Field(description="searches that led to the article")]
    moments: Annotated[list[MomentAccount], Field(description="of a video: where people go back, in its order")]
    replay_curve: Annotated[list[float], Field(description="of a video: the share of plays that went back, by second")]


class WorkItemAccount(BaseModel):
    """A work item with its evidence."""

    model_config = ConfigDict(frozen=True)

    id: int
    kind: Kind
    article_id: str
    lang: str
    title: str
    url: Annotated[str | None, Field(description="relative to the site's root; null when no longer published")]
    source_path: str | None
    owner: str | None
    state: State
    revision: str
    reason: str | None
    opened_at: datetime
    changed_at: datetime
    evidence: EvidenceAccount


def account_for(connection: Connection, item: WorkItem, policy: Policy, *, now: datetime) -> WorkItemAccount:
    """Put together all that is known of *item*."""
    article = find_article(connection, item.article_id, lang=item.lang)
    said = hear(connection, item.article_id, policy, now=now)
    evidence = item.evidence
    replays = None
    if item.kind == ROUGH_MOMENT:
        replays = replays_of(connection, item.article_id, item.revision, evidence.second, now)
    return WorkItemAccount(
        id=item.id,
        kind=item.kind,
        article_id=item.article_id,
        lang=item.lang,
        title=article.title if article else item.article_id,
        url=article.url if article else None,
        source_path=article.source_path if article else None,
        owner=article.owner if article else None,
        state=item.state,
        revision=item.revision,
        reason=item.reason,
        opened_at=item.opened_at,
        changed_at=item.changed_at,
        evidence=EvidenceAccount(
            sentence=in_words(evidence, item.kind, under_proof=item.state is State.SHIPPED),
            helpful=evidence.helpful,
            unhelpful=evidence.unhelpful,
            share_low=evidence.share_low,
            share_high=evidence.share_high,
            probability_below_target=evidence.probability_below_target,
            ratings_a_week=evidence.ratings_a_week,
            unhelped_a_week=evidence.unhelped_a_week,
            more_ratings_needed=evidence.more_ratings_needed,
            reasons=said.reasons,
            voices=said.voices,
            searches=said.searches,
            moments=replays.moments if replays else [],
            replay_curve=replays.curve if replays else [],
        ),
    )
