"""A work item as people and programs read it: numbers, the same in a sentence, and readers' own words."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from feedback_api.policy import Policy
from feedback_api.published import find_article
from feedback_api.testimony import SearchThatLedHere, Voice, hear
from feedback_api.work_items import Evidence, Kind, State, WorkItem

DAYS_A_WEEK = 7
DAYS_SAID_EXACTLY = 14


class EvidenceAccount(BaseModel):
    """What the ratings of the item's revision say; shares are of readers who said that it helped."""

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
            sentence=in_words(evidence, under_proof=item.state is State.SHIPPED),
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
        ),
    )


def in_words(evidence: Evidence, *, under_proof: bool) -> str:
    """Say the evidence in a sentence; for a repair, say yes before no, and what is missing to tell."""
    if not evidence.total:
        said = "Nobody has rated the repaired revision yet." if under_proof else "Nobody has rated this revision yet."
        return said if not under_proof else f"{said} {_missing(evidence)}"
    number, answer = (evidence.helpful, "yes") if under_proof else (evidence.unhelpful, "no")
    readers = "1 reader" if evidence.total == 1 else f"{evidence.total} readers"
    whose = " of the repaired revision" if under_proof else ""
    counted = f"{number} of {readers}{whose} said {answer}"
    sentence = f"{counted} (share helped {_percent(evidence.share_low)} to {_percent(evidence.share_high)})."
    return f"{sentence} {_missing(evidence)}" if under_proof else sentence


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _missing(evidence: Evidence) -> str:
    more = evidence.more_ratings_needed
    if more is None:
        return "The share is so near to the line that ratings will hardly settle it."
    if more == 0:
        return ""
    ratings = "1 more rating is" if more == 1 else f"{more} more ratings are"
    return f"Too few to tell: about {ratings} needed{_how_long(more, evidence.ratings_a_week)}."


def _how_long(more: int, ratings_a_week: float) -> str:
    if ratings_a_week <= 0:
        return ""
    days = max(1, round(more / ratings_a_week * DAYS_A_WEEK))
    if days <= DAYS_SAID_EXACTLY:
        return f", at the present pace in {days} day{'s' if days > 1 else ''}"
    return f", at the present pace in {round(days / DAYS_A_WEEK)} weeks"
