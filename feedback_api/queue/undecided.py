"""
Articles of which ratings cannot tell yet whether they do their job, with what other signals say.

An article that few people rate may fail them for ever without being shown to fail. So those that more probably fail
than the general run of articles are named, the likeliest to leave people unhelped first, and a person decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, and_, func, or_, select

from feedback_api.contact.tables import COUNTS, questions
from feedback_api.evidence.policy import Policy
from feedback_api.ratings.readings import judge, read_counts
from feedback_api.ratings.tables import ratings
from feedback_api.replies.tables import flags
from feedback_api.revisions.published import ArticleKey, PublishedArticle, published_article
from feedback_api.revisions.tables import articles, revisions
from feedback_api.search_causes.readings import SEARCH_POLICY, read_searches
from feedback_api.work_items.life import AT_WORK, Evidence
from feedback_api.work_items.store import list_items
from publishing.translations import noted_many, said, said_many
from search_service.words.languages import base_language

DOUBTFUL = 0.3
"""An article is doubtful when it fails with at least this probability."""
MAX_UNDECIDED = 50


@dataclass(frozen=True)
class Signals:
    """What else speaks against an article, in the days that count; each number is of people."""

    wrote: int
    asked: int
    flagged: int
    searched: int
    is_overdue: bool

    def in_words(self, lang: str = "en") -> list[str]:
        """Say each signal that there is."""
        told = (
            (self.wrote, noted_many("{number} reader wrote why", "{number} readers wrote why")),
            (self.asked, noted_many("{number} asked a person after reading", "{number} asked a person after reading")),
            (self.flagged, noted_many("an agent flagged it", "agents flagged it {number} times")),
            (
                self.searched,
                noted_many("{number} search should have led here", "{number} searches should have led here"),
            ),
        )
        overdue = [said("its review is overdue", lang)] if self.is_overdue else []
        return [said_many(*words, number, lang) for number, words in told if number] + overdue


@dataclass(frozen=True)
class Undecided:
    """An article, what its ratings say so far, and what else is known."""

    article: PublishedArticle
    evidence: Evidence
    signals: Signals


def list_undecided(connection: Connection, policy: Policy, *, now: datetime) -> list[Undecided]:
    """List doubtful articles without an item at work; those that probably leave the most people unhelped come first."""
    rows = read_counts(connection, policy, now=now)
    busy = {(item.article_id, item.lang) for item in list_items(connection, states=AT_WORK)}
    usual = judge(rows, policy)
    doubtful = {
        key: reading.evidence.probability_below_target * reading.evidence.unhelped_a_week
        for key, reading in usual.items()
        if key not in busy
        and reading.evidence.unhelpful
        and reading.evidence.probability_below_target >= DOUBTFUL
        and _cannot_open(reading.evidence, policy)
    }
    chosen = sorted(doubtful, key=lambda key: (-doubtful[key], key))[:MAX_UNDECIDED]
    if not chosen:
        return []
    readings = judge(rows, policy, undecided=chosen)
    published = _published(connection, chosen)
    signals = _signals(connection, chosen, published, policy, now)
    return [Undecided(published[key], readings[key].evidence, signals[key]) for key in chosen]


def _cannot_open(evidence: Evidence, policy: Policy) -> bool:
    """Say whether ratings do not tell enough for an item: too few, of too few sources, or not clear."""
    is_clear = 1 - evidence.probability_below_target <= policy.false_alarm
    return evidence.sources < policy.min_ratings_to_open or not is_clear


def _published(connection: Connection, keys: Collection[ArticleKey]) -> dict[ArticleKey, PublishedArticle]:
    query = select(articles).where(articles.c.id.in_({key[0] for key in keys}))
    return {(row.id, row.lang): published_article(row._asdict()) for row in connection.execute(query)}


def _signals(
    connection: Connection,
    keys: Collection[ArticleKey],
    published: dict[ArticleKey, PublishedArticle],
    policy: Policy,
    now: datetime,
) -> dict[ArticleKey, Signals]:
    ids = {key[0] for key in keys}
    since = now - timedelta(days=policy.window_days)
    words = or_(ratings.c.goal.is_not(None), ratings.c.comment.is_not(None))
    noes = (ratings.c.helpful.is_(False), ratings.c.flood.is_(None), ratings.c.rated_at >= since, words)
    same = and_(ratings.c.article_id == revisions.c.article_id, ratings.c.revision == revisions.c.revision)
    wrote = select(revisions.c.article_id, revisions.c.lang).join(ratings, same).where(*noes)
    asked = select(questions.c.article_id, questions.c.lang).where(questions.c.asked_at >= since, COUNTS)
    flagged = select(flags.c.article_id, flags.c.lang).where(flags.c.flagged_at >= since)
    counted = {
        name: _people(connection, query.where(query.selected_columns[0].in_(ids)))
        for name, query in (("wrote", wrote), ("asked", asked), ("flagged", flagged))
    }
    searched: Counter[ArticleKey] = Counter()
    for cause in read_searches(connection, SEARCH_POLICY, now=now):
        if cause.answer:
            searched[cause.answer] += cause.counts.unhelpful
    return {
        key: Signals(
            wrote=_of(counted["wrote"], key),
            asked=_of(counted["asked"], key),
            flagged=_of(counted["flagged"], key),
            searched=searched[key],
            is_overdue=bool((due := published[key].review_by) and due < now.date()),
        )
        for key in keys
    }


def _people(connection: Connection, query: Select[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Count what *query* finds, by article and language; where no language is known it is empty."""
    counted: Counter[tuple[str, str]] = Counter()
    for article_id, lang, number in connection.execute(
        query.add_columns(func.count()).group_by(*query.selected_columns)
    ):
        counted[article_id, base_language(lang or "")] += number
    return counted


def _of(counted: Counter[tuple[str, str]], article: ArticleKey) -> int:
    article_id, lang = article
    return counted[article_id, base_language(lang)] + counted[article_id, ""]
