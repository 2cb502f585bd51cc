"""What work items are called: their kinds and states, known without whatever decides about them."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from publishing.translations import noted

Kind = Literal[
    "poor-rating",
    "rough-moment",
    "missing-answer",
    "overdue-review",
    "older-translation",
    "broken-link",
    "asked-after",
    "flagged",
]


class State(StrEnum):
    """Where a work item stands."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    SHIPPED = "shipped"
    VERIFIED = "verified"
    REOPENED = "reopened"
    DISMISSED = "dismissed"


STATE_LABELS = {
    State.OPEN: noted("Open"),
    State.IN_REVIEW: noted("In review"),
    State.SHIPPED: noted("Shipped"),
    State.VERIFIED: noted("Verified"),
    State.REOPENED: noted("Reopened"),
    State.DISMISSED: noted("Dismissed"),
}
