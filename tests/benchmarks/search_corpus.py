"""What search is measured on: a catalogue, and queries whose right answers are known."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from publishing.catalogue import Catalogue, read_catalogue

KINDS = ("known", "typo", "prefix")


@dataclass(frozen=True)
class KnownQuery:
    """A query, the ids of its right answers, and those of articles that quote it and do not count."""

    qid: str
    kind: str
    text: str
    right: frozenset[str]
    ignored: frozenset[str]

    @property
    def partial(self) -> bool:
        """Whether the last word is unfinished."""
        return self.kind == "prefix"


@dataclass(frozen=True)
class Corpus:
    """A folder with ``catalogue.json.gz`` and ``queries.jsonl``."""

    name: str
    catalogue: Catalogue
    queries: tuple[KnownQuery, ...]

    @property
    def section_count(self) -> int:
        """How many sections all articles have."""
        return sum(len(article.sections) for article in self.catalogue.articles)


def read_corpus(folder: Path) -> Corpus:
    """Read the corpus in *folder*."""
    return Corpus(folder.name, read_catalogue(folder / "catalogue.json.gz"), read_queries(folder))


def read_queries(folder: Path) -> tuple[KnownQuery, ...]:
    """Read the queries of the corpus in *folder*."""
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    # In another order, always the same: what a slow engine is asked of them then stands for all.
    return tuple(sorted(map(_query, lines), key=lambda query: hashlib.sha256(query.qid.encode()).digest()))


def _query(line: str) -> KnownQuery:
    fields = json.loads(line)
    return KnownQuery(
        fields["qid"], fields["kind"], fields["query"], frozenset(fields["article_ids"]), frozenset(fields["ignore"])
    )
