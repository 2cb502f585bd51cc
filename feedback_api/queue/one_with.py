"""
What is one with a work item: items that were merged into it, and causes that have none of their own while it is there.

One cause is one item, so whoever repairs an article must see there what else the repair is to answer: the searches that
should lead to it, flags on it, a review that is due.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from feedback_api.queue.causes import CAUSES, Cause
from feedback_api.queue.hosts import article_of, hosts_among, roots
from feedback_api.revisions.published import ArticleKey
from feedback_api.search_causes.account import WordingCount, list_wordings
from feedback_api.search_causes.readings import KIND as MISSING_ANSWER
from feedback_api.work_items.kinds import COUNTED_IN_DAYS
from feedback_api.work_items.life import AT_WORK, Evidence, Reading, WorkItem
from feedback_api.work_items.names import Kind
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import closed_by_people, dismissed_revisions, list_items, list_merged, merged_into

CauseKey = tuple[Kind, ArticleKey]

logger = logging.getLogger(__name__)


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
    joined = causes_that_joined(connection, now=now).get(item.id, {})
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


def unhelped_by_each(connection: Connection, *, now: datetime) -> dict[int, dict[str, int]]:
    """Say for each item at work how many are unhelped by each cause that is one with it, by the cause's name."""
    at_work, merged = list_items(connection, states=AT_WORK), list_merged(connection)
    found: dict[int, dict[str, int]] = {}
    for number, root in roots(at_work, merged).items():
        other = next(item for item in merged if item.id == number)
        found.setdefault(root, {})[_name(other.kind, other.key)] = _unhelped(other.kind, other.evidence)
    for number, joined in causes_that_joined(connection, now=now).items():
        found.setdefault(number, {}).update(
            {_name(kind, key): _unhelped(kind, evidence) for (kind, key), evidence in joined.items()}
        )
    return found


def _name(kind: Kind, key: ArticleKey) -> str:
    return " ".join((kind, *key))


def _unhelped(kind: Kind, evidence: Evidence) -> int:
    return 0 if kind in COUNTED_IN_DAYS else evidence.unhelpful


def _merged(connection: Connection, item: WorkItem) -> list[WorkItem]:
    """List the items that were merged into *item*, and into those in turn."""
    found = merged_into(connection, item.id)
    return [*found, *(other for one in found for other in _merged(connection, one))]


def causes_that_joined(connection: Connection, *, now: datetime) -> dict[int, dict[CauseKey, Evidence]]:
    """
    Give, for each item at work, what would have an item of its own if the article had none.

    Those that meet the most people come first. Causes that cannot be read are left out, as a review leaves them out.
    """
    at_work = list_items(connection, states=AT_WORK)
    hosts = hosts_among(at_work, list_merged(connection))
    by_themselves = {(other.kind, other.key) for other in at_work}
    found: dict[int, dict[CauseKey, Evidence]] = {}
    for cause in CAUSES:
        if not any(host.kind in cause.hosts for host in hosts.values()):
            continue
        dismissed = dismissed_revisions(closed_by_people(connection, cause.kind))
        for key, reading in _readings(connection, cause, now=now).items():
            host = hosts.get(article_of(*reading.belongs_to)) if reading.belongs_to else None
            if host is None or host.kind not in cause.hosts or (cause.kind, key) in by_themselves:
                continue
            if cause.opens(reading, cause.policy, dismissed_revision=dismissed.get(key)):
                found.setdefault(host.id, {})[cause.kind, key] = reading.evidence
    return {
        number: dict(sorted(joined.items(), key=lambda one: (-one[1].unhelped_a_week, one[0])))
        for number, joined in found.items()
    }


def _readings(connection: Connection, cause: Cause, *, now: datetime) -> Mapping[ArticleKey, Reading]:
    """Read what is known of the causes of a kind; nothing where that fails, which the review tells of."""
    try:
        return cause.judge(cause.read(connection, cause.policy, now=now), cause.policy)
    except SQLAlchemyError:
        raise  # the transaction is of no more use
    except Exception as error:  # noqa: BLE001 - a mistake in one kind takes no other item off people's screens
        logger.warning("Nothing of the kind %s is told (%s: %s).", cause.kind, type(error).__name__, error)
        return {}
