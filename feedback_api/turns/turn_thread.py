"""Threads of a worker process that take one turn after another, whatever a turn stumbles over."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod

from publishing.errors import HelpCentreError

logger = logging.getLogger(__name__)


class TurnThread(ABC):
    """Takes a turn every *look_seconds* until it is stopped, and rests for *rest_seconds* after one that failed."""

    def __init__(self, name: str, *, look_seconds: float, stop_seconds: float, rest_seconds: float = 0.0) -> None:
        """Prepare the thread *name*, which is waited for *stop_seconds* when it is stopped; nothing happens yet."""
        self._name = name
        self._look_seconds = look_seconds
        self._stop_seconds = stop_seconds
        self._rest_seconds = rest_seconds
        self.stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin, in this process: after the fork."""
        self._thread.start()

    def stop(self) -> None:
        """End after the turn that is taken just now, unless that lasts too long."""
        self.stopped.set()
        self._thread.join(timeout=self._stop_seconds)

    def wait(self) -> None:
        """Wait for the next turn, or until it is stopped."""
        self.stopped.wait(self._look_seconds)

    @abstractmethod
    def take_turn(self) -> object:
        """
        Do what is due.

        Raises:
            HelpCentreError: it cannot be done now; this is logged, and the next turn tries again.

        """

    def _run(self) -> None:
        while not self.stopped.is_set():
            self.wait()
            if self.stopped.is_set():
                return
            try:
                self.take_turn()
            except HelpCentreError as error:
                logger.warning("%s %s", error.message, error.hint)
                self.stopped.wait(self._rest_seconds)
            except Exception:  # a mistake in the software ends a turn, and not the service's turns
                logger.exception("A turn of '%s' failed; the next one tries again.", self._name)
                self.stopped.wait(self._rest_seconds)
