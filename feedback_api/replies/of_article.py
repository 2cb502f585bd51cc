"""All that came of an article in replies, for its staff page: links, what became of them, and flags."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, func, select

from feedback_api.ratings.tables import ratings
from feedback_api.replies.flags import FLAG_LABELS, Flag, FlagKind, list_flags
from feedback_api.reply_links.links import LinkTally, link_tallies
from feedback_api.revisions.published import PublishedArticle
from feedback_api.revisions.tables import revisions

VIA_REPLY = "reply"


@dataclass(frozen=True)
class RatedByReply:
    """How many ratings an article has, and what those said that came by a link in a reply; floods count nowhere."""

    all: int
    helped: int
    unhelped: int


@dataclass(frozen=True)
class RepliesOfArticle:
    """Links to an article in replies, the flags on it, and how its ratings split."""

    url: str
    links: list[LinkTally]
    flags: list[Flag]
    rated: RatedByReply
    labels: dict[FlagKind, str] = field(default_factory=lambda: FLAG_LABELS)


def replies_of(connection: Connection, article: PublishedArticle) -> RepliesOfArticle:
    """Gather what came of *article* in replies."""
    return RepliesOfArticle(
        url=article.url,
        links=link_tallies(connection, article.id, article.lang),
        flags=list_flags(connection, article.id, article.lang),
        rated=rated_by_reply(connection, article),
    )


def rated_by_reply(connection: Connection, article: PublishedArticle) -> RatedByReply:
    """Tell the ratings that came by a reply apart from the others."""
    of_revision = and_(revisions.c.article_id == ratings.c.article_id, revisions.c.revision == ratings.c.revision)
    query = (
        select(ratings.c.via, ratings.c.helpful, func.count().label("times"))
        .join(revisions, of_revision)
        .where(revisions.c.article_id == article.id, revisions.c.lang == article.lang, ratings.c.flood.is_(None))
        .group_by(ratings.c.via, ratings.c.helpful)
    )
    times = {(row.via, bool(row.helpful)): int(row.times) for row in connection.execute(query)}
    return RatedByReply(sum(times.values()), times.get((VIA_REPLY, True), 0), times.get((VIA_REPLY, False), 0))
