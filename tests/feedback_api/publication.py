"""A small published help centre in a folder, without a build: a catalogue, two pages, and a shell."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from feedback_api.database.connections import Database
from feedback_api.settings import FeedbackSettings
from feedback_api.sources.place_store import KEY_NAME
from feedback_api.sources.tables import signing_keys
from publishing.catalogue import Article, Catalogue, Section, write_catalogue
from search_service.settings import SearchSettings

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
FIRST = "aaaaaaaaaaaa"
SECOND = "bbbbbbbbbbbb"
VIDEO = "tour"
SPOKEN = {0: "Welcome.", 10: "Open the settings.", 25: "Choose the third tab.", 40: "Save.", 55: "Done."}
SITE_URL = "https://help.example.com/"
SHELL = '<title>Search</title><main><div id="help-centre-slot"></div></main>'
PAGE = "<!doctype html><title>{id}</title><script>let inline = 1</script><h1>{id}</h1><p>{words}</p>"

_writes = itertools.count()


@dataclass(frozen=True)
class Publication:
    """The folder that holds the site, the index and the database."""

    folder: Path

    @property
    def site(self) -> Path:
        """The published site."""
        return self.folder / "site"

    @property
    def search_settings(self) -> SearchSettings:
        """Where search finds this help centre."""
        return SearchSettings(index=self.folder / "index", site=self.site)

    @property
    def feedback_settings(self) -> FeedbackSettings:
        """Where feedback is kept, without a limit to requests."""
        return FeedbackSettings(database_url=f"sqlite:///{self.folder}/feedback.db", rate_limit="off")

    def publish(self, **revisions: str) -> None:
        """Publish one article for each name, as the revision that is given; the one named ``VIDEO`` is a video."""
        for article_id in revisions:
            page = self.site / "guides" / article_id / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(PAGE.format(id=article_id, words="words " * 200), encoding="utf-8")
        (self.site / "search").mkdir(exist_ok=True)
        (self.site / "search" / "index.html").write_text(SHELL, encoding="utf-8")
        (self.site / "index.html").write_text("<h1>Help</h1>", encoding="utf-8")
        (self.site / "404.html").write_text("<h1>Not here</h1>", encoding="utf-8")
        self.write_catalogue(*(plain_article(article_id, revision) for article_id, revision in revisions.items()))
        database = self.folder / "feedback.db"
        if not database.exists():
            database.write_bytes(migrated_database())

    def write_catalogue(self, *articles: Article) -> None:
        """Publish *articles* as they are, without pages."""
        self.site.mkdir(exist_ok=True)
        # The serial number makes each catalogue another file even within one tick of the clock.
        built_at = NOW.replace(microsecond=next(_writes))
        catalogue = Catalogue(schema_version=1, site_url=SITE_URL, built_at=built_at, articles=articles)
        write_catalogue(catalogue, self.site / "catalogue.json")


@cache
def migrated_database() -> bytes:
    """Give the file of an empty feedback database; the migrations run once for all tests that begin with it."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/feedback.db")
        database.migrate()
        with database.writing() as connection:
            # Else two sources of a test share a place by chance, once in 256 runs.
            connection.execute(insert(signing_keys).values(name=KEY_NAME, key="5a" * 32))
        database.close()
        return Path(folder, "feedback.db").read_bytes()


def plain_article(article_id: str, revision: str) -> Article:
    """Make an article whose text is another in each revision."""
    return Article(
        id=article_id,
        kind="video" if article_id == VIDEO else "guide",
        lang="en",
        title=article_id.capitalize(),
        summary="",
        url=f"guides/{article_id}/",
        source_path=f"guides/{article_id}.md",
        revision=revision,
        updated=date(2026, 11, 20),
        owner="accounts",
        review_by=None,
        support=None,
        tags=(),
        keywords=(),
        answers=(),
        sections=(
            Section(anchor="", title="", text=f"How to {article_id} in a few words: {revision}."),
            *_cues(article_id),
        ),
    )


def _cues(article_id: str) -> list[Section]:
    said = SPOKEN if article_id == VIDEO else {}
    return [Section(anchor=f"t={second}", title=f"0:{second:02}", text=words) for second, words in said.items()]
