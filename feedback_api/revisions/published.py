"""What is published now, and every revision that ever was, remembered from each catalogue that was seen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from feedback_api.database.connections import Database
from feedback_api.revisions.lineages import remember_revisions
from feedback_api.revisions.tables import articles, catalogues, revisions, spoken
from feedback_api.turns.chores import is_taken, take_chore
from publishing.catalogue import Article, Catalogue, CatalogueError, read_catalogue
from publishing.errors import HelpCentreError
from search_service.words.synonyms import lines_of

MOMENT = re.compile(r"t=(\d{1,6})")
DOWNLOAD_EVERY = timedelta(minutes=5)
DOWNLOAD_AT_ONCE_EVERY = timedelta(seconds=10)
# Nearly every request asks one of these; to write a statement down takes longer than to run it.
_FINGERPRINT = select(catalogues.c.fingerprint).where(catalogues.c.source == bindparam("read_from"))
_PUBLISHED = select(revisions.c.revision).where(
    revisions.c.article_id == bindparam("of_article"), revisions.c.revision == bindparam("wanted")
)

ArticleKey = tuple[str, str]
"""Id and language of an article."""


class UnknownArticleError(HelpCentreError):
    """No catalogue ever named the article."""

    http_status = 404


class UnknownRevisionError(HelpCentreError):
    """No catalogue ever named this revision of the article."""

    http_status = 409


class PublicationUnclearError(HelpCentreError):
    """Whether this was published a moment ago cannot be told just now: trying again will tell."""

    http_status = 503


@dataclass(frozen=True)
class PublishedArticle:
    """An article of the latest catalogue, without its text."""

    id: str
    lang: str
    revision: str
    kind: str
    title: str
    url: str
    source_path: str | None
    owner: str | None
    review_by: date | None


class Published:
    """The articles of the latest catalogue; their text stays with the search index."""

    def __init__(self, database: Database, source: str) -> None:
        """Follow the catalogue at *source*, a path or an ``http(s)`` URL."""
        self._database = database
        self._source = source

    def notice(self, *, now: datetime, at_once: bool = False) -> bool:
        """
        Read the catalogue if it changed since any process last read it, and say whether it did.

        A file is compared by its name, time and size, which costs microseconds. A URL is fetched every five minutes;
        *at_once* sooner, but not within ten seconds of the last time that somebody could not wait.

        Raises:
            CatalogueError: it cannot be read; what was known before stays.
            DatabaseUnavailableError: it cannot be remembered.

        """
        fingerprint = self._fingerprint(now, at_once=at_once)
        with self._database.reading() as connection:
            if fingerprint in (None, _known_fingerprint(connection, self._source)):
                return False
        catalogue = read_catalogue(self._source)
        with self._database.writing() as connection:
            if _known_fingerprint(connection, self._source) == fingerprint:
                return False
            _remember(connection, catalogue, now)
            connection.execute(delete(catalogues))
            values = {"source": self._source, "fingerprint": fingerprint, "site_url": catalogue.site_url}
            values["synonyms"] = "\n".join(lines_of(catalogue.synonyms))
            connection.execute(insert(catalogues).values(values))
        return True

    def may_have_changed(self, *, now: datetime) -> bool:
        """
        Say whether `notice` would read the catalogue, or find out why it cannot; nothing is read or claimed by asking.

        Raises:
            DatabaseUnavailableError: it cannot be told.

        """
        with self._database.reading() as connection:
            if self._is_downloaded:
                return not is_taken(connection, self._chore("download"), DOWNLOAD_EVERY, now=now)
            known = _known_fingerprint(connection, self._source)
        try:
            return self._fingerprint(now, at_once=False) != known
        except CatalogueError:
            return True

    def notice_or_wait(self, *, now: datetime) -> bool:
        """
        Look whether something was published a moment ago, and say so.

        Raises:
            PublicationUnclearError: the catalogue cannot be read, or was downloaded so recently that it is spared.
            DatabaseUnavailableError: it cannot be remembered.

        """
        try:
            noticed = self.notice(now=now, at_once=True)
        except CatalogueError as error:
            raise PublicationUnclearError(error.message, error.hint) from error
        if not noticed and self._is_downloaded:
            raise PublicationUnclearError(f"{self._source} was downloaded a moment ago.", "Try again in a moment.")
        return noticed

    def is_known(self) -> bool:
        """Say whether this catalogue was ever read."""
        with self._database.reading() as connection:
            return _known_fingerprint(connection, self._source) is not None

    def mark(self) -> str | None:
        """Identify the catalogue that was remembered last, by whichever process; None before one was read."""
        with self._database.reading() as connection:
            return _known_fingerprint(connection, self._source)

    def site_url(self) -> str | None:
        """Where the site says that it is published; None before a catalogue was read."""
        with self._database.reading() as connection:
            return connection.execute(select(catalogues.c.site_url)).scalar()

    def first_language(self) -> str:
        """Give the language of the site's first article; empty before a catalogue was read."""
        with self._database.reading() as connection:
            return first_language(connection)

    def article(self, article_id: str, *, lang: str | None = None) -> PublishedArticle | None:
        """Find an article, in the language that the catalogue names first unless *lang* is given."""
        with self._database.reading() as connection:
            return find_article(connection, article_id, lang=lang)

    @property
    def _is_downloaded(self) -> bool:
        return re.match(r"https?://", self._source) is not None

    def _fingerprint(self, now: datetime, *, at_once: bool) -> str | None:
        """Tell this state of the catalogue from others; None when it is not yet time to look again."""
        if self._is_downloaded:
            return now.isoformat() if self._is_time_to_download(now, at_once=at_once) else None
        try:
            status = Path(self._source).stat()
        except OSError as error:
            raise CatalogueError(
                f"{self._source}: the catalogue cannot be read ({error.strerror}).",
                "Build the site with 'help-centre build', or name the catalogue with HELP_CENTRE_CATALOGUE.",
            ) from error
        return f"{status.st_ino}-{status.st_mtime_ns}-{status.st_size}"

    def _is_time_to_download(self, now: datetime, *, at_once: bool) -> bool:
        with self._database.writing() as connection:
            due = take_chore(connection, self._chore("download"), DOWNLOAD_EVERY, now=now)
            asked = at_once and take_chore(connection, self._chore("download at once"), DOWNLOAD_AT_ONCE_EVERY, now=now)
        return due or asked

    def _chore(self, what: str) -> str:
        return f"{what} {hashlib.sha256(self._source.encode()).hexdigest()[:16]}"


def find_article(connection: Connection, article_id: str, *, lang: str | None = None) -> PublishedArticle | None:
    """Find an article of the latest catalogue, in its first language unless *lang* is given."""
    if "\0" in article_id:  # out of an address; PostgreSQL takes none
        return None
    query = select(articles).where(articles.c.id == article_id).order_by(articles.c.position).limit(1)
    row = connection.execute(query if lang is None else query.where(articles.c.lang == lang)).one_or_none()
    return None if row is None else published_article(row._asdict())


def first_language(connection: Connection) -> str:
    """Give the language of the site's first article; empty before a catalogue was read."""
    return connection.execute(select(articles.c.lang).order_by(articles.c.position).limit(1)).scalar() or ""


def find_translation(connection: Connection, article_id: str, lang: str | None) -> PublishedArticle | None:
    """Find an article of the latest catalogue in *lang*, else in its first language."""
    found = find_article(connection, article_id, lang=lang) if lang else None
    return found or find_article(connection, article_id)


def published_article(row: dict[str, Any]) -> PublishedArticle:
    """Turn a row of the table into what it stands for."""
    return PublishedArticle(**{field.name: row[field.name] for field in fields(PublishedArticle)})


def was_published(connection: Connection, article_id: str, revision: str) -> bool:
    """Say whether this revision was in any catalogue that was ever seen."""
    return connection.execute(_PUBLISHED, {"of_article": article_id, "wanted": revision}).first() is not None


def knows_article(connection: Connection, article_id: str) -> bool:
    """Say whether any revision of the article was ever published."""
    query = select(revisions.c.revision).where(revisions.c.article_id == article_id).limit(1)
    return connection.execute(query).first() is not None


def _known_fingerprint(connection: Connection, source: str) -> str | None:
    return connection.execute(_FINGERPRINT, {"read_from": source}).scalar()


def _remember(connection: Connection, catalogue: Catalogue, now: datetime) -> None:
    """Put the articles of *catalogue* in the place of the last one's, and add the revisions that are new."""
    remember_revisions(connection, catalogue, now=now)
    current = []
    for position, article in enumerate(catalogue.articles):
        fields = (
            *("id", "lang", "title", "url", "revision", "kind", "source_path", "owner"),
            *("review_by", "original_changed"),
        )
        anchors = "\n".join(section.anchor for section in article.sections)
        current.append(
            {"position": position, "anchors": anchors, **{field: getattr(article, field) for field in fields}}
        )
    connection.execute(delete(articles))
    if current:
        connection.execute(insert(articles), current)
    _remember_words(connection, catalogue)


def _remember_words(connection: Connection, catalogue: Catalogue) -> None:
    """Keep what is said in each revision of a video; captions that got other times name no other revision."""
    known: dict[tuple[str, str], dict[int, str]] = {}
    for row in connection.execute(select(spoken)):
        known.setdefault((row.article_id, row.revision), {})[row.second] = row.words
    for article in catalogue.articles:
        said = dict(_words(article)) if article.kind == "video" or article.cut else {}
        if said == known.get((article.id, article.revision), {}):
            continue
        here = {"article_id": article.id, "revision": article.revision}
        connection.execute(delete(spoken).filter_by(**here))
        if said:
            rows = [{**here, "second": second, "words": words} for second, words in said.items()]
            connection.execute(insert(spoken), rows)


def _words(article: Article) -> Iterator[tuple[int, str]]:
    """Yield the second and the words of each line of a transcript."""
    for section in article.sections:
        moment = MOMENT.fullmatch(section.anchor)
        if moment:
            yield int(moment[1]), section.text
