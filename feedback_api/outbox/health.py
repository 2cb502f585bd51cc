"""How it stands with the outbox: for staff, for the probe of readiness, and for the metrics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from prometheus_client import CollectorRegistry, Gauge
from sqlalchemy import Connection

from feedback_api.outbox.messages import TargetName, Waiting, waiting_of
from feedback_api.outbox.turn import STANDING_PREFIX
from feedback_api.receivers.standing import Standing, standing_of

LATE_AFTER = timedelta(hours=1)
"""What waits for longer waits for something that was not foreseen, such as a target that was taken out."""


@dataclass(frozen=True)
class TargetHealth:
    """One target: what waits for it, since too long perhaps, and what it said last when it failed."""

    name: TargetName
    waiting: Waiting
    standing: Standing
    late: bool
    questions_put_off: bool

    @property
    def is_failing(self) -> bool:
        """Whether something waits that will not go by itself, or not soon."""
        is_stuck = self.waiting.messages and self.standing.problem
        return bool(self.waiting.refused or self.late or self.questions_put_off or is_stuck)


def outbox_health(connection: Connection, *, now: datetime) -> list[TargetHealth]:
    """Look at every target that messages were ever queued for, also at one that the settings no longer name."""
    found = [_health_of(connection, name, now) for name in get_args(TargetName)]
    return [health for health in found if health.waiting.messages or health.waiting.given_up or health.standing.problem]


def _health_of(connection: Connection, name: TargetName, now: datetime) -> TargetHealth:
    waiting = waiting_of(connection, name)
    standing = standing_of(connection, STANDING_PREFIX + name)
    late, put_off = (
        since is not None and since < now - LATE_AFTER for since in (waiting.since, waiting.questions_since)
    )
    return TargetHealth(name, waiting, standing, late, put_off)


def outbox_gauges(connection: Connection, *, now: datetime) -> CollectorRegistry:
    """Count what waits, for all worker processes at once: the database is asked when the metrics are read."""
    registry = CollectorRegistry()
    waiting = Gauge("help_centre_outbox_waiting", "Messages that wait to be delivered", ["target"], registry=registry)
    refused = Gauge("help_centre_outbox_refused", "Messages that wait for a person", ["target"], registry=registry)
    oldest = Gauge(
        "help_centre_outbox_oldest_seconds",
        "How long the oldest message waits, without those to readers that are put off",
        ["target"],
        registry=registry,
    )
    for name in get_args(TargetName):
        found = waiting_of(connection, name)
        waiting.labels(name).set(found.messages)
        refused.labels(name).set(found.refused)
        since = min((moment for moment in (found.since, found.questions_since) if moment), default=now)
        oldest.labels(name).set((now - since).total_seconds())
    return registry
