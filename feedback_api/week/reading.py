"""What happened in a week, read from counts that are kept in step, so that the cost does not grow with the ratings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, and_, func, literal, or_, select, union_all

from feedback_api.contact.tables import COUNTS, questions
from feedback_api.ratings.rating import REASON_LABELS
from feedback_api.ratings.tables import rating_days, ratings
from feedback_api.repaired.telling import waiting_by_article
from feedback_api.revisions.languages import has_several_languages, revisions_of
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import articles, revisions
from feedback_api.searches.log import folded
from feedback_api.week.unanswered import Unanswered, most_wanted
from feedback_api.work_items.names import State
from feedback_api.work_items.tables import work_item_events, work_items
from publishing.translations import noted

DAYS = 7
MAX_ARTICLES = 10
MAX_VOICES = 3
ASKED = noted("Asked a person after reading")
MAX_LISTENED_TO = 30
MAX_STEPS = 20
MAX_WAITING = 10
_ARTICLE = (revisions.c.article_id, revisions.c.lang)


@dataclass(frozen=True)
class Voice:
    """What one reader wrote beside a "no", or asked a person right after reading; nothing says who."""

    words: str
    reason: str | None


@dataclass(frozen=True)
class FailingArticle:
    """An article in one language that readers said no to in this week, or ``asked`` a person after, in their words."""

    article_id: str
    lang: str
    title: str
    helpful: int
    unhelpful: int
    asked: int
    voices: list[Voice]


@dataclass(frozen=True)
class RepairStep:
    """A repair that went live, or what its readers made of it."""

    item_id: int
    title: str
    state: State
    at: datetime
    lang: str


@dataclass(frozen=True)
class WaitingReaders:
    """How many readers left an address at an article in one language and wait for a word, and since when."""

    article_id: str
    lang: str
    title: str
    people: int
    since: datetime


@dataclass(frozen=True)
class Week:
    """The seven days that end with ``last``; what is told of an article is of one language, and says so of several."""

    first: date
    last: date
    unanswered: list[Unanswered]
    failing: list[FailingArticle]
    steps: list[RepairStep]
    waiting: list[WaitingReaders]
    questions: int
    has_several_languages: bool = False


def read_week(connection: Connection, last: date) -> Week:
    """Read the seven days that end with *last*, in UTC."""
    first = last - timedelta(days=DAYS - 1)
    begin = datetime.combine(first, time.min, UTC)
    end = begin + timedelta(days=DAYS)
    asked = select(func.count()).where(questions.c.asked_at >= begin, questions.c.asked_at < end)
    return Week(
        first=first,
        last=last,
        unanswered=most_wanted(connection, first, last),
        failing=_failing(connection, first, last, begin, end),
        steps=_steps(connection, begin, end),
        waiting=_waiting(connection),
        questions=connection.execute(asked).scalar_one(),
        has_several_languages=has_several_languages(connection),
    )


def _failing(connection: Connection, first: date, last: date, begin: datetime, end: datetime) -> list[FailingArticle]:
    days, put = rating_days.c, questions.c
    rated = (
        select(*_ARTICLE, func.sum(days.helpful).label("helpful"), func.sum(days.unhelpful).label("unhelpful"))
        .add_columns(literal(0).label("asked"))
        .join(rating_days, and_(days.article_id == _ARTICLE[0], days.revision == revisions.c.revision))
        .where(days.day >= first, days.day <= last)
        .group_by(*_ARTICLE)
        .having(func.sum(days.unhelpful) > 0)
    )
    asked = (
        select(*_ARTICLE, literal(0), literal(0), func.count())
        .join(questions, and_(put.article_id == _ARTICLE[0], put.revision == revisions.c.revision))
        .where(COUNTS, put.asked_at >= begin, put.asked_at < end)
        .group_by(*_ARTICLE)
    )
    told = union_all(rated, asked).subquery().c
    article, number = (told.article_id, told.lang), func.sum(told.unhelpful + told.asked)
    sums = [func.sum(count).label(count.name) for count in (told.helpful, told.unhelpful, told.asked)]
    query = select(*article, *sums).group_by(*article).order_by(number.desc(), *article).limit(MAX_ARTICLES)
    rows = connection.execute(query).all()
    titles = _titles(connection, [row.article_id for row in rows])
    return [
        FailingArticle(
            row.article_id,
            row.lang,
            titles.get((row.article_id, row.lang), row.article_id),
            int(row.helpful),
            int(row.unhelpful),
            int(row.asked),
            _voices(connection, (row.article_id, row.lang), begin, end),
        )
        for row in rows
    ]


def _voices(connection: Connection, article: ArticleKey, begin: datetime, end: datetime) -> list[Voice]:
    """Let the last readers speak, each thing once: one who needed a person, those who said no, and others of both."""
    query = (
        select(ratings.c.goal, ratings.c.comment, ratings.c.reason)
        .where(
            ratings.c.article_id == article[0],
            ratings.c.revision.in_(select(revisions.c.revision).where(*revisions_of(article))),
            ratings.c.rated_at >= begin,
            ratings.c.rated_at < end,
            ratings.c.helpful.is_(False),
            ratings.c.flood.is_(None),
            or_(ratings.c.goal.is_not(None), ratings.c.comment.is_not(None)),
        )
        .order_by(ratings.c.rated_at.desc())
        .limit(MAX_LISTENED_TO)
    )
    needed = _who_asked(connection, article, begin, end)
    noes = [
        Voice(row.goal or row.comment, REASON_LABELS[row.reason] if row.reason else None)
        for row in connection.execute(query)
    ]
    said: dict[str, Voice] = {}
    for voice in (*needed[:1], *noes, *needed[1:]):
        said.setdefault(folded(voice.words), voice)
    return list(said.values())[:MAX_VOICES]


def _who_asked(connection: Connection, article: ArticleKey, begin: datetime, end: datetime) -> list[Voice]:
    put = questions.c
    query = (
        select(put.goal)
        .where(put.article_id == article[0])
        .where(put.revision.in_(select(revisions.c.revision).where(*revisions_of(article))))
        .where(COUNTS, put.asked_at >= begin, put.asked_at < end, put.goal.is_not(None))
        .order_by(put.asked_at.desc())
        .limit(MAX_VOICES)
    )
    return [Voice(words, ASKED) for words in connection.execute(query).scalars()]


def _steps(connection: Connection, begin: datetime, end: datetime) -> list[RepairStep]:
    events = work_item_events.alias()
    query = (
        select(work_items.c.id, work_items.c.article_id, work_items.c.lang, work_items.c.evidence)
        .add_columns(events.c.state, events.c.at)
        .join(work_items, work_items.c.id == events.c.work_item_id)
        .where(
            and_(events.c.at >= begin, events.c.at < end),
            events.c.state.in_([State.SHIPPED, State.VERIFIED, State.REOPENED]),
            # Who lets go of an item gives a reason; it waits again, which is no new verdict.
            events.c.reason.is_(None),
        )
        .order_by(events.c.at.desc(), events.c.id.desc())
        .limit(MAX_STEPS)
    )
    rows = connection.execute(query).all()
    titles = _titles(connection, [row.article_id for row in rows])
    return [
        RepairStep(
            row.id,
            titles.get((row.article_id, row.lang)) or row.evidence.get("title") or row.article_id,
            State(row.state),
            row.at,
            row.lang,
        )
        for row in rows
    ]


def _waiting(connection: Connection) -> list[WaitingReaders]:
    rows = waiting_by_article(connection, limit=MAX_WAITING)
    titles = _titles(connection, [row.article_id for row in rows])
    return [
        WaitingReaders(
            row.article_id,
            row.lang,
            titles.get((row.article_id, row.lang), row.article_id),
            row.people,
            row.since,
        )
        for row in rows
    ]


def _titles(connection: Connection, ids: list[str]) -> dict[ArticleKey, str]:
    """Name the articles that are published, in each of their languages."""
    query = select(articles.c.id, articles.c.lang, articles.c.title).where(articles.c.id.in_(ids))
    return {(row.id, row.lang): row.title for row in connection.execute(query)}
