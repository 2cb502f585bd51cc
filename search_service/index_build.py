"""From a catalogue to a serving version of the search index."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import numpy as np

from publishing.catalogue import Article, Catalogue
from search_service.index_store import IndexStore, IndexUnusableError, read_manifest, verify_files, write_manifest
from search_service.languages import base_language
from search_service.postings import read_postings
from search_service.ranking_arrays import SectionTable, derive, save_arrays
from search_service.section_index import add_article, create_section_index, section_writer
from search_service.spelling import build_vocabulary, save_vocabulary

WHOOSH_FOLDER = "whoosh"
log = logging.getLogger(__name__)


def catalogue_digest(catalogue: Catalogue) -> str:
    """Identify what *catalogue* says, whenever it was built."""
    digest = hashlib.sha256(catalogue.site_url.encode())
    for article in catalogue.articles:
        digest.update(article.model_dump_json().encode())
    return digest.hexdigest()


def build_index(catalogue: Catalogue, store: IndexStore, say: Callable[[str], None]) -> bool:
    """
    Let *store* serve *catalogue*; False when a sound index of it serves already.

    A second build at the same time waits for the first. Whatever fails, the version that served before goes on.
    """
    digest = catalogue_digest(catalogue)
    with store.writing(say):
        if _serves(store, digest):
            return False
        with store.new_version(uuid4().hex) as folder:
            _fill(folder, catalogue)
            write_manifest(folder, digest, catalogue.site_url)
    return True


def _serves(store: IndexStore, digest: str) -> bool:
    """Tell whether the serving version is sound and made from the catalogue with *digest*; log why it is not."""
    try:
        version = store.current()
    except IndexUnusableError:
        return False
    try:
        manifest = read_manifest(version)
        verify_files(version, manifest)
    except IndexUnusableError as error:
        log.warning("%s It is built anew from the catalogue.", error.message)
        return False
    return manifest.catalogue_digest == digest


def _fill(folder: Path, catalogue: Catalogue) -> None:
    whoosh_folder = folder / WHOOSH_FOLDER
    whoosh_folder.mkdir()
    sections = create_section_index(whoosh_folder)
    writer = section_writer(sections)
    counts = [add_article(writer, article) for article in catalogue.articles]
    writer.commit()
    with sections.reader() as reader:
        words = read_postings(reader, "words")
    save_arrays(derive(words, section_table(catalogue.articles, counts)), folder)
    save_vocabulary(build_vocabulary(words), folder)


def section_table(articles: tuple[Article, ...], section_counts: list[int]) -> SectionTable:
    """Give the numbers of the sections of *articles*, of which article *a* has ``section_counts[a]``."""
    languages = sorted({base_language(article.lang) for article in articles})
    kinds = sorted({article.kind for article in articles})
    same: dict[str, int] = {}
    numbers = [same.setdefault(article.id, len(same)) for article in articles]
    return SectionTable(
        section_article=np.repeat(np.arange(len(articles), dtype=np.int32), section_counts),
        article_first=np.concatenate([[0], np.cumsum(section_counts)])[:-1].astype(np.int32),
        article_language=np.array(
            [languages.index(base_language(article.lang)) for article in articles], dtype=np.int8
        ),
        article_kind=np.array([kinds.index(article.kind) for article in articles], dtype=np.int8),
        article_same=np.array(numbers, dtype=np.int32),
        languages=languages,
        kinds=[*kinds],
        titles=[" ".join(article.title.split()) for article in articles],
    )
