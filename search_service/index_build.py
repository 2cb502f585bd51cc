"""From a catalogue to a serving version of the search index."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from publishing.catalogue import Catalogue, fetch_catalogue, parse_catalogue
from search_service.array_files import save
from search_service.index_store import (
    FORMAT,
    IndexStore,
    IndexUnusableError,
    Manifest,
    fingerprints,
    read_manifest,
    verify_files,
    write_manifest,
)
from search_service.postings import read_postings
from search_service.ranking_tables import TextWriter, assemble, section_table
from search_service.section_index import add_article, analyse, create_section_index, section_writer
from search_service.spelling import build_vocabulary

WHOOSH_FOLDER = "whoosh"
RANKING = "ranking"
SPELLING = "spelling"
log = logging.getLogger(__name__)
Say = Callable[[str], None]


def catalogue_digest(catalogue: Catalogue) -> str:
    """Identify what *catalogue* says, whenever it was built."""
    digest = hashlib.sha256(catalogue.site_url.encode())
    for article in catalogue.articles:
        digest.update(article.model_dump_json().encode())
    return digest.hexdigest()


def index_catalogue(source: str, store: IndexStore, say: Say) -> bool:
    """
    Let *store* serve the catalogue at *source*, a path or URL; False when a sound index of it serves already.

    Raises:
        CatalogueError: the catalogue cannot be read.

    """
    content = fetch_catalogue(source)
    source_digest = hashlib.sha256(content).hexdigest()
    with store.writing(say):
        manifest = _sound(store)
        if manifest and manifest.source_digest == source_digest:
            return False
        return _build(parse_catalogue(content, source), store, manifest, source_digest)


def build_index(catalogue: Catalogue, store: IndexStore, say: Say) -> bool:
    """
    Let *store* serve *catalogue*; False when a sound index of it serves already.

    A second build at the same time waits for the first. Whatever fails, the version that served before goes on.
    """
    with store.writing(say):
        return _build(catalogue, store, _sound(store), source_digest="")


def _build(catalogue: Catalogue, store: IndexStore, serving: Manifest | None, source_digest: str) -> bool:
    digest = catalogue_digest(catalogue)
    if serving and serving.catalogue_digest == digest:
        # The file differs, in its date perhaps, but says the same: the next start need not read it.
        write_manifest(store.current(), replace(serving, source_digest=source_digest))
        return False
    if serving:
        log.info("The search index is of another catalogue; it is built anew.")
    with store.new_version(uuid4().hex) as folder:
        _fill(folder, catalogue)
        write_manifest(folder, Manifest(FORMAT, digest, source_digest, fingerprints(folder)))
    return True


def _sound(store: IndexStore) -> Manifest | None:
    """Give the manifest of the serving version; None, and why in the log, when that cannot serve."""
    try:
        version = store.current()
    except IndexUnusableError:
        return None
    try:
        manifest = read_manifest(version)
        verify_files(version, manifest)
    except IndexUnusableError as error:
        log.warning("%s It is built anew from the catalogue.", error.message)
        return None
    return manifest


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
