"""Looking for garbage seldom, while a command that soon ends makes much that it keeps."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Python's own are 700, 10 and 10: it would look through every page that is kept again and again, an eighth of the time
# that a check of thousands of pages takes, and find next to nothing.
_THRESHOLDS = (50_000, 20, 50)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for garbage that holds itself more seldom until the context ends."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
