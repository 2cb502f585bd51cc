"""What a version of the index is made of: written in full, or updated from the version before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh import index

from publishing.catalogue import Article, Catalogue
from search_service.index.arrangement import arrange
from search_service.index.array_files import load, load_lines, save, save_lines
from search_service.index.arrays import RankingArrays
from search_service.index.everyday import write_everyday
from search_service.index.postings import NO_POSTINGS, merged, read_postings, renumbered
from search_service.index.sections import (
    add_article,
    analyse,
    article_key,
    create_section_index,
    section_count,
    section_writer,
)
from search_service.index.spelling import build_vocabulary
from search_service.index.tables import TextWriter, assemble, section_table

WHOOSH_FOLDER = "whoosh"
RANKING = "ranking"
SPELLING = "spelling"
SYNONYMS = "synonyms"
# For each article its digest and its key, in the order of their numbers.
ARTICLES = "articles"
# Beyond these shares of changed articles and of Whoosh documents no longer used, and beyond so many Whoosh segments, an
# index written in full is as quick to make, or smaller.
MAX_CHANGED_SHARE = 0.1
MAX_UNUSED_SHARE = 0.1
MAX_SEGMENTS = 20
NO_STARTS = np.zeros(1, dtype=np.int64)


@dataclass(frozen=True)
class Change:
    """The keys of articles to add and to take out, with replaced ones in both; and what there was before."""

    added: frozenset[str]
    removed: frozenset[str]
    rows: list[str]
    segments: int
    documents: int
    unused_documents: int

    @property
    def is_small(self) -> bool:
        """Whether an update is worth it."""
        return (
            0 < len(self.rows) * MAX_CHANGED_SHARE >= max(len(self.added), len(self.removed))
            and self.unused_documents <= MAX_UNUSED_SHARE * self.documents
            and self.segments < MAX_SEGMENTS
        )


def article_digests(catalogue: Catalogue) -> dict[str, str]:
    """Identify what each article says, by its key."""
    return {
        article_key(article): hashlib.sha256(article.model_dump_json().encode()).hexdigest()
        for article in catalogue.articles
    }


def fill(folder: Path, catalogue: Catalogue, digests: dict[str, str]) -> None:
    """Write everything that a version holds but its manifest."""
    whoosh_folder = folder / WHOOSH_FOLDER
    whoosh_folder.mkdir()
    sections = create_section_index(whoosh_folder)
    texts = _write_articles(sections, catalogue.articles, removed=())
    with sections.reader() as reader:
        words = read_postings(reader, "words")
    rows = _rows(digests)
    counts = [section_count(article) for article in catalogue.articles]
    arrangement = arrange(rows, [], NO_STARTS, counts)
    table = section_table(catalogue.articles, arrangement.sections.astype(np.int32))
    _save(folder, assemble(words, table, texts, arrangement), rows)


def find_change(version: Path, digests: dict[str, str]) -> Change:
    """Compare the articles of *version* with those that *digests* identify."""
    rows = load_lines(version, ARTICLES)
    wanted = set(_rows(digests))
    removed = frozenset(row.split(" ", 1)[1] for row in set(rows) - wanted)
    added = frozenset(row.split(" ", 1)[1] for row in wanted.difference(rows))
    with index.open_dir(str(version / WHOOSH_FOLDER), readonly=True).reader() as reader:
        documents = reader.doc_count_all()
        return Change(added, removed, rows, len(reader.leaf_readers()), documents, documents - reader.doc_count())


def update(old: Path, folder: Path, catalogue: Catalogue, digests: dict[str, str], change: Change) -> None:
    """
    Write to *folder* what *old* holds, with *change* made.

    Everything that answers are ranked from is what `fill` would write: an article ranks by what is published, and not
    by what once was. Only in Whoosh's own files what is new comes last, and what is gone leaves gaps.
    """
    _link_files(old / WHOOSH_FOLDER, folder / WHOOSH_FOLDER)
    earlier = load(RankingArrays, old, RANKING)
    added = [article for article in catalogue.articles if article_key(article) in change.added]
    sections = index.open_dir(str(folder / WHOOSH_FOLDER))
    texts = _write_articles(sections, added, removed=change.removed)
    rows = _rows(digests)
    counts = [section_count(article) for article in added]
    arrangement = arrange(rows, change.rows, earlier.table.article_starts.astype(np.int64), counts)
    new_documents = np.arange(change.documents, change.documents + sum(counts), dtype=np.int32)
    documents = np.concatenate([earlier.table.section_document, new_documents])[arrangement.sections]
    written = NO_POSTINGS
    if added:
        with sections.reader() as reader:
            newest, _ = reader.leaf_readers()[-1]
            written = read_postings(newest, "words", first_section=arrangement.earlier_sections)
    words = merged(*(renumbered(part, arrangement.number_of_section) for part in (earlier.words, written)))
    _save(folder, assemble(words, section_table(catalogue.articles, documents), texts, arrangement, earlier), rows, old)


def _write_articles(sections: index.FileIndex, articles: Iterable[Article], removed: Iterable[str]) -> TextWriter:
    writer = section_writer(sections)
    for key in removed:
        writer.delete_by_term("article", key)
    texts = TextWriter()
    for article in articles:
        words = analyse(article)
        add_article(writer, article, words)
        texts.add(words)
    # Merging segments would number their sections anew.
    writer.commit(merge=False)
    return texts


def _rows(digests: dict[str, str]) -> list[str]:
    return [f"{digest} {key}" for key, digest in digests.items()]


def _save(folder: Path, arrays: RankingArrays, rows: list[str], earlier: Path | None = None) -> None:
    save(arrays, folder, RANKING)
    save(build_vocabulary(arrays.words.terms, np.diff(arrays.words.starts)), folder, SPELLING)
    write_everyday(folder, arrays.table.languages, earlier)
    save_lines(rows, folder, ARTICLES)


def _link_files(old: Path, new: Path) -> None:
    """Give *new* the files of *old*: Whoosh never changes a file it has written, it only adds and removes some."""
    new.mkdir()
    for path in old.iterdir():
        os.link(path, new / path.name)
