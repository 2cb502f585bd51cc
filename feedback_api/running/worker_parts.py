"""What a worker process of the web server does beside answering, from its first moment to its last."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

from feedback_api.app import create_app
from feedback_api.outbox import delivery
from feedback_api.outbox.background import delivery_threads
from feedback_api.queue.turn import EXTENSION as ROUNDS
from feedback_api.running.correspondence import Correspondence
from feedback_api.running.index_follower import IndexFollower
from feedback_api.running.rounds import Rounds
from feedback_api.running.rounds_apart import RoundsApart
from feedback_api.searches.log import EXTENSION as SEARCH_LOG
from feedback_api.service import EXTENSION
from feedback_api.staff import tracking
from feedback_api.trackers.background import TrackerThread
from feedback_api.trackers.settings import TrackerSettings
from publishing.settings import read_settings
from search_service.settings import SearchSettings

__all__ = ["begin", "create_app", "end"]


def begin(worker: Any, address: str) -> None:
    """Start the threads of *worker*; the first of all says that *address* answers."""
    feedback = worker.wsgi.extensions[EXTENSION]
    follower = IndexFollower(feedback.published, read_settings(SearchSettings))
    engine = worker.wsgi.extensions["search_engine"]
    engine.get()
    worker.follower = follower
    worker.follower.start()
    worker.rounds_apart = RoundsApart()
    worker.rounds = Rounds(feedback, worker.wsgi.extensions[SEARCH_LOG], worker.rounds_apart)
    worker.rounds.start()
    worker.wsgi.extensions[ROUNDS] = worker.rounds
    tracker = worker.wsgi.extensions[tracking.EXTENSION]
    if tracker is not None:
        worker.tracker = TrackerThread(feedback, tracker, read_settings(TrackerSettings), engine.get)
        worker.tracker.start()
    delivering = worker.wsgi.extensions[delivery.EXTENSION]
    letters = Correspondence(feedback, read_settings(TrackerSettings).service_url, delivering.settings.week_to)
    worker.senders = delivery_threads(feedback, delivering.targets, letters.write_what_is_due)
    for thread in worker.senders:
        thread.start()
    # What is there for good by now need not be looked through again: on a large heap that took a sixth of a second.
    gc.freeze()
    if worker.age == 1:
        sys.stdout.write(f"Help centre ready on {address}\n")
        sys.stdout.flush()


def end(worker: Any) -> None:
    """Write down what waits; a worker that never got ready has nothing."""
    named = [getattr(worker, name, None) for name in ("tracker", "follower", "rounds", "rounds_apart")]
    for thread in (*getattr(worker, "senders", ()), *named):
        if thread is not None and worker.pid == os.getpid():
            thread.stop()
