"""From a catalogue to a serving version of the search index."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace

from publishing.catalogue import Catalogue, fetch_catalogue, parse_catalogue
from search_service.index.array_files import save_lines
from search_service.index.contents import SYNONYMS, article_digests, fill, find_change, update
from search_service.index.store import (
    FORMAT,
    IndexStore,
    IndexUnusableError,
    Manifest,
    fingerprints,
    read_manifest,
    verify_files,
    write_manifest,
)
from search_service.words.synonyms import lines_of as synonym_lines

log = logging.getLogger(__name__)
Say = Callable[[str], None]


def index_catalogue(source: str, store: IndexStore, say: Say) -> bool:
    """
    Let *store* serve the catalogue at *source*, a path or URL; False when a sound index of it serves already.

    Only building needs the right to write.

    Raises:
        CatalogueError: the catalogue cannot be read.
        IndexUnusableError: the index must be built, and its folder cannot be written.
        IndexFolderTakenError: its folder is somebody else's.

    """
    if _serves(store, _digest(fetch_catalogue(source))):
        return False
    with store.writing(say):
        content = fetch_catalogue(source)  # again: who waited for another build may hold what was published before it
        source_digest = _digest(content)
        manifest = _sound(store)
        if manifest and manifest.source_digest == source_digest:
            return False
        return _build(parse_catalogue(content, source), store, manifest, source_digest)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def build_index(catalogue: Catalogue, store: IndexStore, say: Say, *, near: IndexStore | None = None) -> bool:
    """
    Let *store* serve *catalogue*; False when a sound index of it serves already.

    A second build at the same time waits for the first. Whatever fails, the version that served before goes on. What
    *near*, another store, serves is what the build begins with: where both differ in little, it takes little.
    """
    with store.writing(say):
        if near:
            store.begin_with(near.current())
        return _build(catalogue, store, _sound(store), source_digest="")


def _build(catalogue: Catalogue, store: IndexStore, serving: Manifest | None, source_digest: str) -> bool:
    digests = article_digests(catalogue)
    groups = synonym_lines(catalogue.synonyms)
    digest = hashlib.sha256("\n".join([catalogue.site_url, *digests.values(), *groups]).encode()).hexdigest()
    if serving and serving.catalogue_digest == digest:
        # The file differs, in its date perhaps, but says the same: the next start need not read it.
        write_manifest(store.current(), replace(serving, source_digest=source_digest))
        return False
    with store.new_version() as folder:
        change = find_change(store.current(), digests) if serving else None
        if change and change.is_small:
            update(store.current(), folder, catalogue, digests, change)
        else:
            fill(folder, catalogue, digests)
        save_lines(groups, folder, SYNONYMS)
        write_manifest(folder, Manifest(FORMAT, digest, source_digest, fingerprints(folder)))
    return True


def _serves(store: IndexStore, source_digest: str) -> bool:
    """Say whether a sound index of the very file with *source_digest* serves; it costs little when none does."""
    try:
        version = store.current()
        manifest = read_manifest(version)
        if manifest.source_digest != source_digest:
            return False
        verify_files(version, manifest)
    except IndexUnusableError:
        return False
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
