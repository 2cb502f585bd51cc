"""From a catalogue to a serving version of the search index."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from publishing.catalogue import Catalogue
from search_service.array_files import save
from search_service.index_store import IndexStore, IndexUnusableError, read_manifest, verify_files, write_manifest
from search_service.postings import read_postings
from search_service.ranking_tables import TextWriter, assemble, section_table
from search_service.section_index import add_article, analyse, create_section_index, section_writer
from search_service.spelling import build_vocabulary

WHOOSH_FOLDER = "whoosh"
RANKING = "ranking"
SPELLING = "spelling"
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
    """Write everything that a version holds but its manifest."""
    whoosh_folder = folder / WHOOSH_FOLDER
    whoosh_folder.mkdir()
    sections = create_section_index(whoosh_folder)
    writer = section_writer(sections)
    texts = TextWriter()
    for article in catalogue.articles:
        words = analyse(article)
        add_article(writer, article, words)
        texts.add(words)
    writer.commit()
    with sections.reader() as reader:
        words_written = read_postings(reader, "words")
    save(assemble(words_written, section_table(catalogue.articles), texts), folder, RANKING)
    save(build_vocabulary(words_written), folder, SPELLING)
