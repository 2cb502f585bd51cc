"""
Search follows what is published: when another catalogue was noticed, the index is brought up to date.

A process of its own does it, so that building takes neither time nor memory from those who search. Every worker may
ask for it at once: the index has one writer, and who comes second finds it up to date.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading

from feedback_api.revisions.published import Published
from publishing.errors import HelpCentreError
from search_service.settings import SearchSettings

LOOK_SECONDS = 2.0
REST_SECONDS = 60.0
COMMAND = (sys.executable, "-P", "-m", "feedback_api.cli", "index")
FAILED = "Search stays as it was before the last publication; it is tried again in a minute."

logger = logging.getLogger(__name__)


class IndexFollower:
    """A thread that looks every ``LOOK_SECONDS`` whether another catalogue was noticed, until it is stopped."""

    def __init__(self, published: Published, settings: SearchSettings) -> None:
        """Follow *published* from where it stands now; whoever opens the index first makes sure of that state."""
        self._published = published
        self._command = (*COMMAND, "--catalogue", settings.catalogue_source, "--index", str(settings.index))
        self._mark = self._noticed()
        self._stopped = threading.Event()
        self._indexing: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, name="index follower", daemon=True)

    def start(self) -> None:
        """Begin, in this process: after the fork."""
        self._thread.start()

    def stop(self) -> None:
        """End; an index that is half built is never served, so it is not waited for."""
        self._stopped.set()
        if self._indexing is not None:
            self._indexing.terminate()
        self._thread.join(timeout=LOOK_SECONDS)

    def _run(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            mark = self._noticed()
            if mark in (None, self._mark):
                continue
            if self._is_indexed():
                self._mark = mark
            else:
                self._stopped.wait(REST_SECONDS)

    def _noticed(self) -> str | None:
        """Identify the catalogue that was noticed last; None while the database does not answer."""
        try:
            return self._published.mark()
        except HelpCentreError:
            return None

    def _is_indexed(self) -> bool:
        """Bring the index up to date, and say whether that went well."""
        try:
            self._indexing = subprocess.Popen(  # noqa: S603 - our own command, with the paths of our settings
                self._command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
        except OSError as error:  # no memory for another process, or no right to start one
            logger.warning("%s\n%s", FAILED, error)
            return False
        _, said = self._indexing.communicate()
        if self._indexing.returncode and not self._stopped.is_set():
            logger.warning("%s\n%s", FAILED, said.strip())
        return not self._indexing.returncode
