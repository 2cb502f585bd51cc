"""Articles and catalogues to test with."""

from datetime import UTC, datetime
from typing import Any

from publishing.catalogue import Article, Catalogue, Section

PLAIN: dict[str, Any] = {
    "id": "a", "kind": "guide", "lang": "en", "title": "A", "summary": "About a.", "url": "a/", "source_path": "a.md",
    "revision": "1", "updated": "2026-11-20", "owner": None, "review_by": None, "support": None, "tags": (),
    "keywords": (), "answers": (), "sections": (Section(anchor="", title="", text="Words of a."),),
}  # fmt: skip


def article(**fields: Any) -> Article:
    """Return a plain article with some *fields* of its own."""
    return Article.model_validate(PLAIN | fields)


def catalogue(*articles: Article) -> Catalogue:
    """Return a catalogue of *articles*."""
    return Catalogue(
        schema_version=1,
        site_url="https://help.example.com/",
        built_at=datetime(2026, 11, 21, 20, tzinfo=UTC),
        articles=articles,
    )
