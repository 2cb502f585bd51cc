"""The engine that serves now: opened when first needed, exchanged as soon as a new version of the index stands."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from publishing.catalogue import read_catalogue
from search_service.engine import SearchEngine
from search_service.index_build import build_index
from search_service.index_store import IndexStore, IndexUnusableError
from search_service.settings import SearchSettings

log = logging.getLogger(__name__)
Mark = tuple[int, int]


class CurrentEngine:
    """
    Gives the engine on the serving version; asking costs one ``stat`` of the pointer.

    Whoever holds an engine finishes with it: its files stay readable, even removed, until it is dropped.
    """

    def __init__(self, settings: SearchSettings) -> None:
        self._settings = settings
        self._store = IndexStore(settings.index)
        self._lock = threading.Lock()
        self._opened: tuple[Mark, SearchEngine] | None = None

    def get(self) -> SearchEngine:
        """
        Give the serving engine; an index that is missing or damaged is built anew from the catalogue, once, and logged.

        Raises:
            HelpCentreError: there is no index and the catalogue cannot be read either.

        """
        mark = self._mark()
        opened = self._opened
        if opened and opened[0] == mark:
            return opened[1]
        with self._lock:
            return self._exchange()

    def _exchange(self) -> SearchEngine:
        mark = self._mark()
        if self._opened and self._opened[0] == mark:
            return self._opened[1]
        try:
            engine = self._open()
        except IndexUnusableError as error:
            if self._opened:
                log.warning("%s The version that served before goes on.", error.message)
                engine = self._opened[1]
            else:
                log.warning("%s It is built anew from the catalogue.", error.message)
                build_index(read_catalogue(self._settings.catalogue_source), self._store, log.warning)
                mark, engine = self._mark(), self._open()
        self._opened = (mark or (0, 0), engine)
        return engine

    def _open(self) -> SearchEngine:
        """Open the serving version; when it was replaced and removed meanwhile, the one after it."""
        return _again_when_moved(lambda: SearchEngine.open(self._store.current()), self._mark)

    def _mark(self) -> Mark | None:
        """Identify the pointer as it stands: a replaced file has another inode or another time."""
        try:
            status = self._store.pointer.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns


def _again_when_moved(open_engine: Callable[[], SearchEngine], mark: Callable[[], Mark | None]) -> SearchEngine:
    while True:
        before = mark()
        try:
            return open_engine()
        except IndexUnusableError:
            if mark() == before:
                raise
