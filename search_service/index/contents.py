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
from search_service.index.array_files import load, save
from search_service.index.arrays import RankingArrays
from search_service.index.postings import merged, read_postings, restricted
from search_service.index.sections import add_article, analyse, article_key, create_section_index, section_writer
from search_service.index.spelling import build_vocabulary
from search_service.index.tables import TextWriter, assemble, section_table

WHOOSH_FOLDER = "whoosh"
RANKING = "ranking"
SPELLING = "spelling"
SYNONYMS = "synonyms"
# For each number of an article its key and digest, nothing for one that was replaced or removed since.
ARTICLES = "articles"
# Beyond these shares of changed articles and of numbers no longer used, and beyond so many Whoosh segments, an index
# written in full is as quick to make, or quicker to search.
MAX_CHANGED_SHARE = 0.1
MAX_UNUSED_SHARE = 0.1
MAX_SEGMENTS = 20


@dataclass(frozen=True)
class Change:
    """The keys of articles to add, and the numbers and keys of those to take out; with replaced ones in both."""

    added: frozenset[str]
    removed: dict[int, str]
    rows: list[str]
    segments: int

    @property
    def is_small(self) -> bool:
        """Whether an update is worth it."""
        unused = sum(not row for row in self.rows) + len(self.removed)
        return (
            len(self.added) <= MAX_CHANGED_SHARE * len(self.rows)
            and unused <= MAX_UNUSED_SHARE * len(self.rows)
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
    _save(folder, assemble(words, section_table(catalogue.articles), texts), _rows(digests))


def find_change(version: Path, digests: dict[str, str]) -> Change:
    """Compare the articles of *version* with those that *digests* identify."""
    rows = (version / f"{ARTICLES}.txt").read_text(encoding="utf-8").split("\n")[:-1]
    wanted = set(_rows(digests))
    removed = {number: row.split(" ", 1)[1] for number, row in enumerate(rows) if row and row not in wanted}
    added = {row.split(" ", 1)[1] for row in wanted.difference(rows)}
    with index.open_dir(str(version / WHOOSH_FOLDER), readonly=True).reader() as reader:
        segments = len(reader.leaf_readers())
    return Change(frozenset(added), removed, rows, segments)


def update(old: Path, folder: Path, catalogue: Catalogue, digests: dict[str, str], change: Change) -> None:
    """Write to *folder* what *old* holds, with *change* made: numbers stay, new ones come behind."""
    _link_files(old / WHOOSH_FOLDER, folder / WHOOSH_FOLDER)
    earlier = load(RankingArrays, old, RANKING)
    added = [article for article in catalogue.articles if article_key(article) in change.added]
    sections = index.open_dir(str(folder / WHOOSH_FOLDER))
    texts = _write_articles(sections, added, removed=change.removed.values())
    kept = ~np.isin(earlier.table.section_article, list(change.removed))
    words = restricted(earlier.words, kept)
    if added:
        with sections.reader() as reader:
            newest, first_section = reader.leaf_readers()[-1]
            words = merged(words, read_postings(newest, "words", first_section))
    rows = ["" if number in change.removed else row for number, row in enumerate(change.rows)]
    new_rows = _rows({article_key(article): digests[article_key(article)] for article in added})
    _save(folder, assemble(words, section_table(added, earlier.table), texts, earlier), [*rows, *new_rows])


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


def _save(folder: Path, arrays: RankingArrays, rows: list[str]) -> None:
    save(arrays, folder, RANKING)
    save(build_vocabulary(arrays.words), folder, SPELLING)
    save(rows, folder, ARTICLES)


def _link_files(old: Path, new: Path) -> None:
    """Give *new* the files of *old*: Whoosh never changes a file it has written, it only adds and removes some."""
    new.mkdir()
    for path in old.iterdir():
        os.link(path, new / path.name)
