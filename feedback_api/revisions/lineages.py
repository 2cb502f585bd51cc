"""
Revisions that share their evidence: one that started it, and those after it that only corrected its wording.

A lineage is named by the revision that started it. Of each lineage the wording is kept that the next edit is measured
against: that of its first revision, so that many small corrections do not add up unseen, or that of the last one that a
writer called minor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from feedback_api.revisions.edits import starts_anew, wording
from feedback_api.revisions.tables import articles, revisions, wordings
from publishing.catalogue import MINOR, Article, Catalogue


@dataclass(frozen=True)
class KnownRevision:
    """What is known of a revision: whose evidence it shares, which one it replaced, what the writer said, its video."""

    lineage: str
    follows: str | None
    edit: str | None
    cut: str | None = None
    length_seconds: float | None = None


def remember_revisions(connection: Connection, catalogue: Catalogue, *, now: datetime) -> None:
    """
    Add the revisions of *catalogue* that are new, each to a lineage; call it before the articles are replaced.

    Another cut of a video starts anew, even if the same is said in it. What a writer says of an edit counts for the
    revision that it first comes with. It may come later than the text: the published revision then changes its lineage.
    """
    memory = _Memory(connection, now)
    for article in catalogue.articles:
        memory.see(article)
    memory.keep()


class _Memory:
    """Every revision that was ever published, and which of them stand in the site now."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._known: dict[tuple[str, str], KnownRevision] = {}
        self._latest: dict[tuple[str, str], str] = {}
        for row in connection.execute(select(revisions).order_by(revisions.c.published_at)):
            self._known[row.article_id, row.revision] = KnownRevision(row.lineage, row.follows, row.edit, row.cut)
            self._latest[row.article_id, row.lang] = row.revision
        # A text that was taken back is the latest once more; an article that was away for a while keeps its past.
        for row in connection.execute(select(articles.c.id, articles.c.lang, articles.c.revision)):
            self._latest[row.id, row.lang] = row.revision
        query = select(wordings.c.article_id, wordings.c.lineage)
        self._worded = {(row.article_id, row.lineage) for row in connection.execute(query)}
        self._added: list[dict[str, object]] = []
        self._words: dict[tuple[str, str], str] = {}

    def keep(self) -> None:
        """Write what was seen."""
        if self._added:
            self._connection.execute(insert(revisions), self._added)
        for article_id, lineage in self._words.keys() & self._worded:
            here = (wordings.c.article_id == article_id, wordings.c.lineage == lineage)
            self._connection.execute(delete(wordings).where(*here))
        if self._words:
            rows = [{"article_id": key[0], "lineage": key[1], "words": words} for key, words in self._words.items()]
            self._connection.execute(insert(wordings), rows)

    def see(self, article: Article) -> None:
        """Find out whose evidence the article's published revision shares."""
        known = self._known.get((article.id, article.revision))
        if known is None:
            self._add(article)
        elif article.edit != known.edit:
            self._reconsider(article, known)
        elif (article.id, known.lineage) not in self._worded:
            self._keep_wording(article, known.lineage)

    def _add(self, article: Article) -> None:
        follows = self._latest.get((article.id, article.lang))
        before = self._known.get((article.id, follows)) if follows else None
        # A word that was left standing since the last edit says nothing of this one.
        said = article.edit if before is None or article.edit != before.edit else None
        lineage = self._lineage(article, before, said)
        revision = KnownRevision(lineage, follows, article.edit, article.cut, article.length_seconds)
        self._known[article.id, article.revision] = revision
        values = {"article_id": article.id, "revision": article.revision, "lang": article.lang, "title": article.title}
        place = {"url": article.url, "published_at": self._now, **vars(revision)}
        self._added.append(values | place)
        self._keep_base(article, revision.lineage, said)

    def _reconsider(self, article: Article, known: KnownRevision) -> None:
        before = self._known.get((article.id, known.follows)) if known.follows else None
        lineage = self._lineage(article, before, article.edit) if article.edit and before else known.lineage
        here = (revisions.c.article_id == article.id, revisions.c.revision == article.revision)
        self._connection.execute(update(revisions).where(*here).values(lineage=lineage, edit=article.edit))
        self._keep_base(article, lineage, article.edit)

    def _lineage(self, article: Article, before: KnownRevision | None, said: str | None) -> str:
        if before is None or _is_cut_anew(before.cut, article.cut, said):
            return article.revision
        here = (wordings.c.article_id == article.id, wordings.c.lineage == before.lineage)
        words = self._connection.execute(select(wordings.c.words).where(*here)).scalar()
        return article.revision if starts_anew(words or "", wording(article), said) else before.lineage

    def _keep_base(self, article: Article, lineage: str, said: str | None) -> None:
        """Keep the wording when it starts a lineage, or when a writer made it the measure of the next edit."""
        if lineage == article.revision or (said or "").startswith(MINOR) or (article.id, lineage) not in self._worded:
            self._keep_wording(article, lineage)

    def _keep_wording(self, article: Article, lineage: str) -> None:
        self._words[article.id, lineage] = wording(article)


def _is_cut_anew(before: str | None, after: str | None, said: str | None) -> bool:
    """
    Say whether another recording is shown: every second of it is another, whatever is said there.

    Only the writer can know that it is the same film, encoded again. Where nobody told which cut it was before, as in
    catalogues of earlier releases, the words decide.
    """
    return before is not None and before != after and not (said or "").startswith(MINOR)
