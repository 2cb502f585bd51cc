"""A cause of searches as people read it: every wording, how often it was searched for, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from feedback_api.revisions.published import ArticleKey
from feedback_api.search_causes.readings import (
    SEARCH_POLICY,
    CauseCounts,
    cause_of,
    judge_searches,
    opens_on_searches,
    read_searches,
)
from feedback_api.search_causes.tables import search_causes, search_days, search_wordings
from feedback_api.searches.tables import FROM_AGENTS, searches


@dataclass(frozen=True)
class WordingCount:
    """A wording, its searches since search finds what it finds now, and how many opened or found something."""

    wording: str
    searches: int
    opened: int
    fruitless: int


def list_wordings(connection: Connection, subject: str) -> list[WordingCount]:
    """List the wordings of a cause, commonest first; those that nobody searched for since it was repaired come last."""
    worded = and_(search_days.c.lang == search_wordings.c.lang, search_days.c.wording == search_wordings.c.wording)
    present = and_(worded, search_days.c.phase == search_causes.c.phase)
    counts = [func.coalesce(func.sum(search_days.c[name]), 0) for name in ("searches", "opened", "fruitless")]
    query = (
        select(search_wordings.c.wording, *counts)
        .join(search_causes, search_causes.c.id == search_wordings.c.cause_id)
        .outerjoin(search_days, present)
        .where(search_wordings.c.cause_id == cause_of(subject))
        .group_by(search_wordings.c.wording)
        .order_by(counts[0].desc(), search_wordings.c.wording)
    )
    return [WordingCount(row[0], int(row[1]), int(row[2]), int(row[3])) for row in connection.execute(query)]


def asked_by_agents(connection: Connection, subject: str) -> int:
    """Count how often agents found no article for a cause, among the searches that are kept."""
    query = select(func.count()).where(searches.c.cause_id == cause_of(subject), searches.c.source == FROM_AGENTS)
    return int(connection.execute(query).scalar_one())


def questions_kept_from(connection: Connection, article: ArticleKey, *, now: datetime) -> list[CauseCounts]:
    """List the causes that an article answers although their searchers do not get to it, most people first."""
    rows = read_searches(connection, SEARCH_POLICY, now=now)
    readings = judge_searches(rows, SEARCH_POLICY)
    found = [
        row
        for row in rows
        if row.answer == article and opens_on_searches(readings[row.key], SEARCH_POLICY, dismissed_revision=None)
    ]
    return _most_people_first(found)


def _most_people_first(rows: Iterable[CauseCounts]) -> list[CauseCounts]:
    return sorted(rows, key=lambda row: (-row.ratings_a_week, row.cause_id))
