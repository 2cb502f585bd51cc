"""What readers, and agents for them, said in their own words, and the searches that led them to an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select, union

from feedback_api.contact.tables import COUNTS as QUESTION_COUNTS
from feedback_api.contact.tables import questions
from feedback_api.evidence.policy import Policy
from feedback_api.ratings.rating import REASON_LABELS
from feedback_api.ratings.tables import ratings
from feedback_api.replies.flags import FLAG_LABELS, FlagKind
from feedback_api.replies.tables import flags
from feedback_api.revisions.languages import in_language, revisions_of
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import revisions
from feedback_api.searches.log import folded
from feedback_api.searches.tables import COUNTS, clicks, searches
from publishing.translations import noted

MAX_VOICES = 20
ASKED = "Asked a person after reading"
FLAGGED: dict[FlagKind, str] = {
    "wrong": noted("Flagged: it is wrong"),
    "outdated": noted("Flagged: it is outdated"),
    "missing": noted("Flagged: something is missing"),
}
assert FLAGGED.keys() == FLAG_LABELS.keys()
MAX_SEARCHES = 10
MAX_LOOKED_AT = 1000


@dataclass(frozen=True)
class Voice:
    """
    What a reader said beside the "no", or an agent for them: what they were trying to do, why it failed.

    ``times`` is how many said the very same of this text, ``rated_at`` when the last of them did.
    """

    revision: str
    rated_at: datetime
    reason: str | None
    goal: str | None
    comment: str | None
    times: int = 1


@dataclass(frozen=True)
class SearchThatLedHere:
    """Words that people searched for before they opened the article, and how many searches that were."""

    query: str
    searches: int


@dataclass(frozen=True)
class Testimony:
    """
    Why an article fails its readers, in their words: those about the newest text first, of each text latest first.

    ``reasons`` maps each reason that was given, as the reader saw it, to how many gave it. When nobody has said
    anything of the text that was asked for, reasons and voices are ``of_earlier_texts``.
    """

    reasons: dict[str, int]
    voices: list[Voice]
    searches: list[SearchThatLedHere]
    of_earlier_texts: bool = False


def hear(
    connection: Connection, article: ArticleKey, policy: Policy, *, now: datetime, lineage: str | None = None
) -> Testimony:
    """
    Gather what readers of the article in its language said in the days that count.

    With a *lineage* that is what they said of this text, while anybody has; else of all its texts.
    """
    if lineage is not None:
        said = _hear(connection, article, revisions.c.lineage == lineage, policy, now)
        if said.reasons or said.voices:
            return said
    said = _hear(connection, article, None, policy, now)
    return replace(said, of_earlier_texts=lineage is not None and bool(said.reasons or said.voices))


def by_text(voices: Sequence[Voice]) -> list[tuple[str, list[Voice]]]:
    """Give *voices*, which come text by text, with the revision that they are about."""
    return [(revision, list(said)) for revision, said in groupby(voices, key=lambda voice: voice.revision)]


def _hear(
    connection: Connection, article: ArticleKey, of_text: ColumnElement[bool] | None, policy: Policy, now: datetime
) -> Testimony:
    since = now - timedelta(days=policy.window_days)
    unhelped = (
        ratings.c.article_id == article[0],
        ratings.c.revision.in_(_texts(article, of_text)),
        ratings.c.helpful.is_(False),
        ratings.c.flood.is_(None),
        ratings.c.rated_at >= since,
    )
    counted = select(ratings.c.reason, func.count().label("times")).where(*unhelped, ratings.c.reason.is_not(None))
    reasons = {row.reason: row.times for row in connection.execute(counted.group_by(ratings.c.reason))}
    spoken = or_(ratings.c.goal.is_not(None), ratings.c.comment.is_not(None))
    same = (ratings.c.revision, ratings.c.reason, ratings.c.goal, ratings.c.comment)
    last = func.max(ratings.c.rated_at).label("last")
    words = select(*same, last, func.count().label("times")).where(*unhelped, spoken).group_by(*same)
    said = [_voice(row) for row in connection.execute(words.order_by(last.desc()).limit(MAX_VOICES))]
    asked, questions_asked = _questions(connection, article, of_text, since)
    flagged, times_flagged = _flags(connection, article, of_text, since)
    chosen = {label: reasons[reason] for reason, label in REASON_LABELS.items() if reason in reasons}
    return Testimony(
        reasons={**chosen, **({ASKED: questions_asked} if questions_asked else {}), **times_flagged},
        voices=_text_by_text(connection, article, [*said, *asked, *flagged]),
        searches=_searches(connection, article, since),
    )


def _text_by_text(connection: Connection, article: ArticleKey, voices: list[Voice]) -> list[Voice]:
    """Choose the latest of *voices*, those about the newest text first."""
    published = select(revisions.c.revision, revisions.c.published_at).where(*revisions_of(article))
    since = {row.revision: (row.published_at, row.revision) for row in connection.execute(published)}
    latest = sorted(voices, key=lambda voice: voice.rated_at, reverse=True)[:MAX_VOICES]
    before_all = (datetime.min.replace(tzinfo=UTC), "")
    return sorted(latest, key=lambda voice: since.get(voice.revision, before_all), reverse=True)


def _texts(article: ArticleKey, of_text: ColumnElement[bool] | None) -> Select[tuple[str]]:
    chosen = revisions_of(article) if of_text is None else (*revisions_of(article), of_text)
    return select(revisions.c.revision).where(*chosen)


def _questions(
    connection: Connection, article: ArticleKey, of_text: ColumnElement[bool] | None, since: datetime
) -> tuple[list[Voice], int]:
    """Give what people asked a person right after they read the article, and how many did."""
    same = (
        in_language(questions.c.lang, article[1])
        if of_text is None
        else questions.c.revision.in_(_texts(article, of_text))
    )
    here = (questions.c.article_id == article[0], same, questions.c.asked_at >= since, QUESTION_COUNTS)
    number = connection.execute(select(func.count()).select_from(questions).where(*here)).scalar_one()
    latest = select(questions).where(*here, questions.c.goal.is_not(None)).order_by(questions.c.asked_at.desc())
    rows = connection.execute(latest.limit(MAX_VOICES))
    return [Voice(row.revision or "", row.asked_at, ASKED, row.goal, None) for row in rows], int(number)


def _flags(
    connection: Connection, article: ArticleKey, of_text: ColumnElement[bool] | None, since: datetime
) -> tuple[list[Voice], dict[str, int]]:
    """Give what customers wrote of whom an agent set a flag, and how many flags of each kind there are."""
    here = (
        flags.c.article_id == article[0],
        flags.c.lang == article[1],
        flags.c.revision.in_(_texts(article, of_text)),
        flags.c.flagged_at >= since,
    )
    counted = select(flags.c.kind, func.count().label("times")).where(*here).group_by(flags.c.kind)
    times = {row.kind: int(row.times) for row in connection.execute(counted)}
    latest = select(flags).where(*here, flags.c.words.is_not(None)).order_by(flags.c.flagged_at.desc())
    rows = connection.execute(latest.limit(MAX_VOICES))
    voices = [Voice(row.revision, row.flagged_at, FLAGGED[row.kind], None, row.words) for row in rows]
    return voices, {label: times[kind] for kind, label in FLAGGED.items() if kind in times}


def _voice(row: Row[Any]) -> Voice:
    return Voice(row.revision, row.last, row.reason and REASON_LABELS[row.reason], row.goal, row.comment, row.times)


def _searches(connection: Connection, article: ArticleKey, since: datetime) -> list[SearchThatLedHere]:
    """Count searches whose hit was opened, and searches that the rating itself names, each once."""
    article_id, lang = article
    opened = clicks.join(searches, clicks.c.search_id == searches.c.search_id)
    clicked = select(clicks.c.search_id).select_from(opened)
    clicked = clicked.where(clicks.c.article_id == article_id, in_language(searches.c.lang, lang))
    named = (ratings.c.search_id.is_not(None), ratings.c.revision.in_(_texts(article, None)))
    rated = select(ratings.c.search_id).where(ratings.c.article_id == article_id, *named)
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
