"""SQLite FTS5: BM25 with title and heading boosts, Porter stems, snippets."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from publishing.catalogue import Catalogue

SECTIONS_AN_ARTICLE = 6


class Fts5:
    """SQLite's full-text search over one row a section."""

    name = "SQLite FTS5"

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.db")
        self._database.execute(
            "CREATE VIRTUAL TABLE sections USING fts5(article UNINDEXED, title, heading, body, "
            "tokenize = 'porter unicode61', prefix = '2 3')"
        )
        self._database.executemany(
            "INSERT INTO sections VALUES (?, ?, ?, ?)",
            (
                (article.id, article.title, section.title, section.text)
                for article in catalogue.articles
                for section in article.sections
            ),
        )
        self._database.commit()

    def search(self, query: str, *, partial: bool, limit: int) -> list[str]:
        """Match any of the words; group the best rows by article."""
        words = re.findall(r"\w+", query)
        if not words:
            return []
        quoted = [f'"{word}"' for word in words]
        if partial:
            quoted[-1] += "*"
        rows = self._database.execute(
            "SELECT article, snippet(sections, 3, '<b>', '</b>', '…', 30) FROM sections WHERE sections MATCH ? "
            "ORDER BY bm25(sections, 0, 4, 3, 1) LIMIT ?",
            (" OR ".join(quoted), limit * SECTIONS_AN_ARTICLE),
        )
        return list(dict.fromkeys(row[0] for row in rows))[:limit]
