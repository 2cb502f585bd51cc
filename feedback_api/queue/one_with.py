"""
What is one with a work item: items that were merged into it, and causes that have none of their own while it is there.

One cause is one item, so whoever repairs an article must see there what else the repair is to answer: the searches that
should lead to it, flags on it, a review that is due.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from feedback_api.queue.causes import CAUSES, HOST_KINDS
from feedback_api.ratings.readings import ArticleKey
from feedback_api.search_causes.account import WordingCount, list_wordings
from feedback_api.search_causes.readings import KIND as MISSING_ANSWER
from feedback_api.work_items.life import AT_WORK, Evidence, Kind, WorkItem
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import dismissed_revisions, list_items, merged_into
from search_service.words.languages import base_language

CauseKey = tuple[Kind, ArticleKey]


class OneWithThis(BaseModel):
    """A cause that is one with a work item."""

    model_config = ConfigDict(frozen=True)

    work_item_id: Annotated[int | None, Field(description="the item that was merged; null: it never had one")]
    kind: Kind
    title: Annotated[str, Field(description="what was searched for, or the id of an article")]
    sentence: Annotated[str, Field(description="the evidence in words")]
    wordings: Annotated[list[WordingCount], Field(description="of searches: how people put it, most first")]


def one_with(connection: Connection, item: WorkItem, *, now: datetime, lang: str = "en") -> list[OneWithThis]:
    """List what is one with *item*: what was merged into it, then what joined it without an item of its own."""
    joined = _joined(connection, item, now)
    merged = _merged(connection, item)
    told = [(other.id, (other.kind, other.key), other.evidence) for other in merged]
    known = {key for _, key, _ in told}
    return [
        OneWithThis(
            work_item_id=number,
            kind=key[0],
            title=evidence.title or key[1][0],
            sentence=in_words(evidence, key[0], under_proof=False, lang=lang),
            wordings=list_wordings(connection, key[1][0]) if key[0] == MISSING_ANSWER else [],
        )
        for number, key, evidence in (
            *((number, key, joined.get(key, evidence)) for number, key, evidence in told),
            *((None, key, evidence) for key, evidence in joined.items() if key not in known),
        )
    ]


def _merged(connection: Connection, item: WorkItem) -> list[WorkItem]:
    """List the items that were merged into *item*, and into those in turn."""
    found = merged_into(connection, item.id)
    return [*found, *(other for one in found for other in _merged(connection, one))]


def _joined(connection: Connection, item: WorkItem, now: datetime) -> dict[CauseKey, Evidence]:
    """Give what would have an item of its own if the article had none, those first that meet the most people."""
    if item.kind not in HOST_KINDS or item.state not in AT_WORK:
        return {}
    article = _article((item.evidence.answer_id or item.article_id, item.lang))
    by_themselves = {(other.kind, other.key) for other in list_items(connection, states=AT_WORK)}
    found: dict[CauseKey, Evidence] = {}
    for cause in CAUSES:
        if item.kind not in cause.hosts:
            continue
        dismissed = dismissed_revisions(connection, cause.kind)
        readings = cause.judge(cause.read(connection, cause.policy, now=now), cause.policy)
        for key, reading in readings.items():
            belongs = reading.belongs_to is not None and _article(reading.belongs_to) == article
            if not belongs or (cause.kind, key) in by_themselves:
                continue
            if cause.opens(reading, cause.policy, dismissed_revision=dismissed.get(key)):
                found[cause.kind, key] = reading.evidence
    return dict(sorted(found.items(), key=lambda joined: (-joined[1].unhelped_a_week, joined[0])))


def _article(article: ArticleKey) -> ArticleKey:
    return article[0], base_language(article[1])
