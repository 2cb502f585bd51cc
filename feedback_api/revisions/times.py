"""Since when each text was there: what can be said of a rating that tells its time."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from feedback_api.revisions.tables import articles, revisions


class TextsByTime:
    """Which text of an article, in the language that the catalogue names first, was published at a time."""

    def __init__(self, connection: Connection) -> None:
        """Read what is published, and every text that ever was."""
        published = select(articles.c.id, articles.c.lang, articles.c.revision).order_by(articles.c.position.desc())
        self._now = {row.id: row for row in connection.execute(published)}
        self._ever: defaultdict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(select(revisions).order_by(revisions.c.published_at.desc())):
            self._ever[row.article_id, row.lang].append(row)

    def at(self, article_id: str, moment: datetime) -> str | None:
        """
        Name the text that stood there at *moment*, or the first one if that was later; None of an unknown article.

        Of a text that was taken back nobody knows since when: what comes after the last new one belongs to it.
        """
        now = self._now.get(article_id)
        if now is None:
            return None
        ever = self._ever[article_id, now.lang]
        if moment >= ever[0].published_at:
            return str(now.revision)
        return next((str(row.revision) for row in ever if row.published_at <= moment), str(ever[-1].revision))


def rated_since(connection: Connection) -> dict[tuple[str, str], datetime | None]:
    """
    Give for each published text since when it, or what it only corrects, can have been rated.

    That is None for the first text of an article: nobody knows how long it was elsewhere before it came here.
    """
    texts = list(connection.execute(select(revisions).order_by(revisions.c.published_at)))
    first = {(text.article_id, text.lang): text.lineage for text in reversed(texts)}
    since = {(text.article_id, text.lineage): text.published_at for text in reversed(texts)}
    return {
        (text.article_id, text.revision): None
        if first[text.article_id, text.lang] == text.lineage
        else since[text.article_id, text.lineage]
        for text in texts
    }
