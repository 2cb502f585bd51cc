"""
Ratings that come in floods: many from one source, or many within a minute.

A reader's own browser keeps the key of its rating, so that pressing again changes the answer instead of adding one. Who
wants to count twice makes keys of their own; that shows in where they come from and how fast. Everything here is a pure
function.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

MOST_FROM_ONE_SOURCE = 4
"""
Ratings of one text while they count, or searches for one thing within a day, from one source, that may be of several
people, as in a household; fewer than open a work item.
"""
MOST_WITHIN_THE_WINDOW = 60
WINDOW = timedelta(minutes=1)


class FloodReason(StrEnum):
    """Why ratings were set aside."""

    ONE_SOURCE = "one-source"
    ONE_PLACE = "one-place"
    BURST = "burst"


def flood_reason(*, from_the_source: int, within_the_window: int, place_is_full: bool = False) -> FloodReason | None:
    """
    Say why the ratings of one text look like a flood, or None.

    So many came from one source today, so many in a minute; or one place has added what it may.
    """
    if from_the_source > MOST_FROM_ONE_SOURCE:
        return FloodReason.ONE_SOURCE
    if place_is_full:
        return FloodReason.ONE_PLACE
    if within_the_window > MOST_WITHIN_THE_WINDOW:
        return FloodReason.BURST
    return None
