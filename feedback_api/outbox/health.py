"""How it stands with the outbox: for staff, for the probe of readiness, and for the metrics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from prometheus_client import CollectorRegistry, Gauge
from sqlalchemy import Connection

from feedback_api.outbox.messages import TargetName, Waiting, waiting_of
from feedback_api.outbox.turn import STANDING_PREFIX
from feedback_api.trackers.outbox import Standing, standing_of


@dataclass(frozen=True)
class TargetHealth:
    """One target: what waits for it, and what it said last when it failed."""

    name: TargetName
    waiting: Waiting
    standing: Standing

    @property
    def is_failing(self) -> bool:
        """Whether something waits that will not go by itself, or not soon."""
        return bool(self.waiting.refused or (self.waiting.messages and self.standing.problem))


def outbox_health(connection: Connection) -> list[TargetHealth]:
    """Look at every target that messages were ever queued for."""
    found = [
        TargetHealth(name, waiting_of(connection, name), standing_of(connection, STANDING_PREFIX + name))
        for name in get_args(TargetName)
    ]
    return [health for health in found if health.waiting.messages or health.standing.problem]


def outbox_gauges(connection: Connection, *, now: datetime) -> CollectorRegistry:
    """Count what waits, for all worker processes at once: the database is asked when the metrics are read."""
    registry = CollectorRegistry()
    waiting = Gauge("help_centre_outbox_waiting", "Messages that wait to be delivered", ["target"], registry=registry)
    refused = Gauge("help_centre_outbox_refused", "Messages that wait for a person", ["target"], registry=registry)
    oldest = Gauge(
        "help_centre_outbox_oldest_seconds", "How long the oldest message waits", ["target"], registry=registry
    )
    for name in get_args(TargetName):
        found = waiting_of(connection, name)
        waiting.labels(name).set(found.messages)
        refused.labels(name).set(found.refused)
        oldest.labels(name).set((now - found.since).total_seconds() if found.since else 0)
    return registry
