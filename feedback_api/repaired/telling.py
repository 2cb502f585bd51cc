"""Telling who left an address, once, that the article was repaired; the address then leaves the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urljoin
from uuid import uuid4

from sqlalchemy import Connection, and_, insert, select, update

from feedback_api.database.connections import Database
from feedback_api.mails.writing import write_mail
from feedback_api.outbox.messages import queue_message
from feedback_api.ratings.addresses import keys_with_address
from feedback_api.ratings.tables import WAITS_FOR_A_WORD, WITH_ADDRESS, ratings
from feedback_api.repaired.links import sign
from feedback_api.repaired.tables import notices
from feedback_api.revisions.published import first_language
from feedback_api.revisions.tables import articles, revisions

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Waiter:
    """Somebody who said that a revision did not help and left an address, and where the article stands now."""

    key: str
    email: str
    goal: str | None
    article_id: str
    lang: str
    title: str
    revision: str


@dataclass(frozen=True)
class StillWaiting:
    """How many people will be told once an article in one language is repaired, and since when the first waits."""

    article_id: str
    lang: str
    people: int
    since: datetime


# What was rated, beside the text in the same language that is published now.
_RATED, _CURRENT = revisions.alias(), revisions.alias()
_RATED_AND_PUBLISHED = (
    ratings.join(_RATED, and_(_RATED.c.article_id == ratings.c.article_id, _RATED.c.revision == ratings.c.revision))
    .join(articles, and_(articles.c.id == ratings.c.article_id, articles.c.lang == _RATED.c.lang))
    .join(_CURRENT, and_(_CURRENT.c.article_id == articles.c.id, _CURRENT.c.revision == articles.c.revision))
)


def tell_who_waits(database: Database, site_url: str, service_url: str, *, now: datetime) -> int:
    """
    Queue the word for everybody whose article has a new text, and forget their addresses; say how many mails that are.

    Who left an address twice for one article is told once. A correction of the wording is no repair.

    Raises:
        DatabaseUnavailableError: nothing was changed.

    """
    with database.reading() as connection:
        if not _waiters(connection, limit=1):
            return 0
    told = 0
    with database.writing() as connection:
        for waiter in _waiters(connection, limit=MOST_AT_ONCE):
            told += _tell(connection, waiter, site_url, service_url, now)
    return told


def waiting_by_article(connection: Connection, *, limit: int) -> list[StillWaiting]:
    """Count who will still be told, by article and language, with the day since when; most people first."""
    waiting: dict[tuple[str, str], dict[str, datetime]] = {}
    query = select(ratings.c.article_id, articles.c.lang, ratings.c.email, ratings.c.rated_at)
    waits = query.select_from(_RATED_AND_PUBLISHED).where(WAITS_FOR_A_WORD)
    for article_id, lang, email, rated_at in connection.execute(waits):
        people = waiting.setdefault((article_id, lang), {})
        who = email.casefold()
        people[who] = min(rated_at, people.get(who, rated_at))
    counted = [StillWaiting(*article, len(people), min(people.values())) for article, people in waiting.items()]
    return sorted(counted, key=lambda article: (-article.people, article.article_id, article.lang))[:limit]


def _waiters(connection: Connection, *, limit: int) -> list[Waiter]:
    """
    Find who rated a text that a later one has followed since.

    When they rated it makes no difference: a page that was open before the repair is rated after it, too. Nor does it
    whether the rating came in a flood, where it counts for nothing: whoever left an address was promised a word.
    """
    query = (
        select(
            ratings.c.key,
            ratings.c.email,
            ratings.c.goal,
            articles.c.id,
            articles.c.lang,
            articles.c.title,
            articles.c.revision,
        )
        .select_from(_RATED_AND_PUBLISHED)
        .where(
            WAITS_FOR_A_WORD, _RATED.c.lineage != _CURRENT.c.lineage, _CURRENT.c.published_at > _RATED.c.published_at
        )
        .order_by(ratings.c.rated_at, ratings.c.key)
        .limit(limit)
    )
    return [Waiter(*row) for row in connection.execute(query)]


def _tell(connection: Connection, waiter: Waiter, site_url: str, service_url: str, now: datetime) -> bool:
    """Write one mail and forget the address, wherever this reader left it for this article."""
    theirs = keys_with_address(connection, waiter.email, ratings.c.article_id == waiter.article_id)
    forget = update(ratings).where(ratings.c.key.in_(theirs), WITH_ADDRESS).values(email=None)
    if not connection.execute(forget).rowcount:
        return False  # told a moment ago, under another rating
    created = connection.execute(
        insert(notices).values(
            article_id=waiter.article_id,
            lang=waiter.lang,
            revision=waiter.revision,
            rating_key=str(uuid4()),
            told_at=now,
        )
    ).inserted_primary_key
    assert created is not None
    notice_id = int(created[0])
    written = write_mail(
        "repaired",
        waiter.lang,
        title=waiter.title,
        goal=waiter.goal,
        article=urljoin(site_url, f"a/{quote(waiter.article_id)}/{_in_language(connection, waiter.lang)}"),
        answer=urljoin(service_url, f"helped/?link={sign(connection, notice_id)}"),
    )
    mail = {"to": waiter.email, "subject": written.subject, "text": written.text, "lang": written.lang}
    queue_message(connection, f"repaired {notice_id}", "mail", "repaired", mail, now=now)
    return True


def _in_language(connection: Connection, lang: str) -> str:
    """Name the language where it is not the one that permanent links lead to by themselves."""
    return "" if lang == first_language(connection) else f"?lang={quote(lang)}"
