"""How many people something concerns in a week, which is what work items are ranked by."""

from __future__ import annotations

from datetime import date

WEEK_DAYS = 7


def weekly(people: int, first_day: date | None, today: date) -> float:
    """Spread *people* over the days since the first of them, at least a week: what is new has no long past."""
    if first_day is None:
        return 0.0
    days = max(WEEK_DAYS, (today - first_day).days + 1)
    return people * WEEK_DAYS / days
