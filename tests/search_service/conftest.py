from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from publishing.catalogue import Article, Catalogue, Section
from search_service.answers.engine import SearchEngine
from search_service.answers.experience import CurrentExperience
from search_service.index.build import build_index
from search_service.index.store import IndexStore
from search_service.settings import EXPERIENCE_FILE

MakeArticle = Callable[..., Article]
OpenEngine = Callable[..., SearchEngine]


def make_article(id: str, title: str, *sections: tuple[str, str, str], **fields: Any) -> Article:
    """Write an article; *sections* are (anchor, title, text)."""
    values: dict[str, Any] = {
        "kind": "guide", "lang": "en", "summary": "", "url": f"guides/{id}/", "source_path": None, "revision": "r1",
        "updated": date(2026, 1, 2), "owner": None, "review_by": None, "support": None,
        "tags": (), "keywords": (), "answers": (),
    }  # fmt: skip
    written = tuple(Section(anchor=anchor, title=heading, text=text) for anchor, heading, text in sections)
    return Article(id=id, title=title, sections=written, **(values | fields))


def make_catalogue(*articles: Article, synonyms: tuple[tuple[str, ...], ...] = ()) -> Catalogue:
    """Bind *articles* into a catalogue, with groups of *synonyms*."""
    return Catalogue(
        schema_version=1,
        site_url="https://help.example.com/",
        built_at=datetime(2026, 1, 2, tzinfo=UTC),
        articles=articles,
        synonyms=synonyms,
    )


ARTICLES = (
    make_article(
        "reset-password",
        "Reset your password",
        ("", "", "You can choose a new password at any time."),
        ("by-email", "By email", "We send you a link. Open the message on the device where you want to log in."),
        ("by-phone", "By phone", "We send a code as a text message to your telephone."),
        summary="Choose a new password.",
        keywords=("forgotten passphrase",),
    ),
    make_article(
        "export-stats",
        "Export your statistics",
        ("", "", "Download your numbers as a CSV file, for spreadsheets."),
        ("robots", "Hide pages", "List a page in robots.txt or .htaccess; with C++ or Wi-Fi it is no different."),
    ),
    make_article(
        "invoices",
        "Invoices and refunds",
        ("", "", "Find your invoices under billing."),
        ("refunds", "Ask for a refund", "Write to us within thirty days of the payment."),
    ),
    make_article("contact", "Ask a person", ("", "", "Write to us when no guide helps."), url="contact/", kind="page"),
    make_article(
        "tour",
        "Tour of the product",
        ("", "", "A video that shows every screen."),
        ("t=83", "1:23", "Here you change the colour of your dashboard."),
        kind="video",
    ),
    make_article(
        "reset-password",
        "Passwort zurücksetzen",
        ("", "", "Sie können jederzeit neue Passwörter wählen."),
        lang="de",
        url="de/guides/reset-password/",
    ),
    make_article(
        "loeschen", "Konto löschen", ("", "", "So löschen Sie Ihr Konto."), lang="de", url="de/guides/loeschen/"
    ),
    make_article(
        "mima", "パスワードを変更する", ("", "", "設定画面で新しいパスワードを入力します。"), lang="ja", url="ja/mima/"
    ),
)


@pytest.fixture
def catalogue() -> Catalogue:
    """Give a small catalogue in three languages."""
    return make_catalogue(*ARTICLES)


@pytest.fixture
def store(tmp_path: Path) -> IndexStore:
    """Give an index folder with nothing in it."""
    return IndexStore(tmp_path / "index")


@pytest.fixture(scope="session")
def version_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Catalogue], Path]:
    """Give the index of a catalogue, built once for all tests that ask for it; nobody changes it."""

    @cache
    def build(catalogue: str) -> Path:
        store = IndexStore(tmp_path_factory.mktemp("index"))
        build_index(Catalogue.model_validate_json(catalogue), store, print)
        return store.current()

    return lambda catalogue: build(catalogue.model_dump_json())


@pytest.fixture
def open_engine(version_of: Callable[[Catalogue], Path], tmp_path: Path) -> OpenEngine:
    """Open an engine on an index of the articles given, or of the usual ones."""

    def open_on(*articles: Article, **parts: Any) -> SearchEngine:
        version = version_of(make_catalogue(*(articles or ARTICLES), **parts))
        return SearchEngine.open(version, CurrentExperience(tmp_path / EXPERIENCE_FILE))

    return open_on
