"""The engine that serves now: opened when first needed, exchanged as soon as a new version of the index stands."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from publishing.catalogue import CatalogueError
from publishing.errors import HelpCentreError
from search_service.answers.engine import SearchEngine
from search_service.answers.experience import CurrentExperience
from search_service.index.build import index_catalogue
from search_service.index.store import IndexStore, IndexUnusableError
from search_service.settings import SearchSettings

log = logging.getLogger(__name__)
Mark = tuple[int, int]
Opened = tuple[Mark | None, SearchEngine]


class CurrentEngine:
    """
    Gives the engine on the serving version; asking costs one ``stat`` of the pointer.

    Whoever holds an engine finishes with it: its files stay readable, even removed, until it is dropped.
    """

    def __init__(self, settings: SearchSettings) -> None:
        self._settings = settings
        self._store = IndexStore(settings.index)
        self._learned = CurrentExperience(settings.experience)
        self._lock = threading.Lock()
        self._opened: Opened | None = None

    def get(self) -> SearchEngine:
        """
        Give the serving engine.

        The first time, an index that is missing, damaged or of another catalogue is built anew, which is logged.

        Raises:
            HelpCentreError: there is no sound index and the catalogue cannot be read either.

        """
        mark = self._mark()
        opened = self._opened
        if opened and opened[0] == mark:
            return opened[1]
        with self._lock:
            return self._exchange(self._opened) if self._opened else self._start()

    def _start(self) -> SearchEngine:
        try:
            if index_catalogue(self._settings.catalogue_source, self._store, log.warning):
                log.warning("The search index was built anew: it was missing, damaged or of another catalogue.")
        except (CatalogueError, IndexUnusableError) as error:
            return self._remember(self._mark(), self._as_it_is(error))
        return self._remember(self._mark(), self._open())

    def _as_it_is(self, reason: HelpCentreError) -> SearchEngine:
        """Open the index that *reason* keeps from being brought up to date; without a sound one, raise *reason*."""
        try:
            engine = self._open()
        except IndexUnusableError:
            raise reason from None
        log.warning("%s The search index is served as it is.", reason.message)
        return engine

    def _exchange(self, opened: Opened) -> SearchEngine:
        mark = self._mark()
        if opened[0] == mark:
            return opened[1]
        try:
            return self._remember(mark, self._open())
        except IndexUnusableError as error:
            log.warning("%s The version that served before goes on.", error.message)
            return self._remember(mark, opened[1])

    def _remember(self, mark: Mark | None, engine: SearchEngine) -> SearchEngine:
        self._opened = (mark, engine)
        return engine

    def _open(self) -> SearchEngine:
        """Open the serving version; when it was replaced and removed meanwhile, the one after it."""
        return _again_when_moved(lambda: SearchEngine.open(self._store.current(), self._learned), self._mark)

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
