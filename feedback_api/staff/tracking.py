"""What staff pages say of the tracker: where an item stands there, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import Connection

from feedback_api.receivers.standing import Standing, standing_of
from feedback_api.trackers.outbox import Waiting, find_filed, find_waiting, list_waiting
from feedback_api.trackers.tracker import Issue, Tracker

EXTENSION = "help-centre-tracker"


@dataclass(frozen=True)
class Tracking:
    """Where all items are sent, how many wait, what the tracker said last when it failed, and what it refused alone."""

    name: str
    waiting: int
    standing: Standing
    refused: list[Waiting]


@dataclass(frozen=True)
class ItemTracking:
    """Where one item stands in the tracker; ``waits`` when something of it is yet to be told."""

    name: str
    issue: Issue | None
    deleted: bool
    waits: bool
    problem: str | None
    hint: str | None


def tracking(connection: Connection) -> Tracking | None:
    """Say how it stands with the tracker; None when there is none."""
    tracker = current_tracker()
    if tracker is None:
        return None
    waiting, standing = list_waiting(connection, tracker.key), standing_of(connection, tracker.key)
    refused = [entry for entry in waiting if entry.problem not in (None, standing.problem)]
    return Tracking(tracker.name, len(waiting), standing, refused)


def item_tracking(connection: Connection, item_id: int) -> ItemTracking | None:
    """Say where an item stands; None when there is no tracker."""
    tracker = current_tracker()
    if tracker is None:
        return None
    filed, waiting = find_filed(connection, tracker.key, item_id), find_waiting(connection, tracker.key, item_id)
    return ItemTracking(
        name=tracker.name,
        issue=filed.issue if filed else None,
        deleted=bool(filed and filed.deleted),
        waits=waiting is not None,
        problem=waiting.problem if waiting else None,
        hint=waiting.hint if waiting else None,
    )


def current_tracker() -> Tracker | None:
    """Give the tracker of the service that answers the current request."""
    tracker: Tracker | None = current_app.extensions[EXTENSION]
    return tracker
