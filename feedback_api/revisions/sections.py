"""The sections that published articles have."""

from __future__ import annotations

from sqlalchemy import Connection, select

from feedback_api.revisions.published import PublishedArticle
from feedback_api.revisions.tables import articles


def has_section(connection: Connection, article: PublishedArticle, anchor: str) -> bool:
    """Say whether *article* has a section with this *anchor*, in its language; its introduction has none."""
    here = (articles.c.id == article.id, articles.c.lang == article.lang)
    anchors = connection.execute(select(articles.c.anchors).where(*here)).scalar() or ""
    return not anchor or anchor in anchors.split("\n")
