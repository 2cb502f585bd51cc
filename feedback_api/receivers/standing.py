"""How it stands with each receiver: what it said last when it failed, and until when nothing is sent there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from feedback_api.receivers.problems import MAX_WAIT
from feedback_api.receivers.tables import receivers
from feedback_api.turns.waits import is_ahead


@dataclass(frozen=True)
class Standing:
    """
    How it stands with a receiver: what it said last when it failed, and until when nothing is sent.

    ``held_by_tracker`` says that the receiver itself asked for that time.
    """

    held_until: datetime | None = None
    held_by_tracker: bool = False
    failures: int = 0
    problem: str | None = None
    hint: str | None = None
    problem_at: datetime | None = None
    pulled_at: datetime | None = None

    def holds(self, *, by_hand: bool, now: datetime) -> bool:
        """Say whether nothing is to be sent *now*; *by_hand* only what was asked for from the other side holds."""
        return is_ahead(self.held_until, MAX_WAIT, now) and (self.held_by_tracker or not by_hand)


def standing_of(connection: Connection, receiver: str) -> Standing:
    """Say how it stands with the receiver."""
    row = connection.execute(select(receivers).where(receivers.c.tracker == receiver)).one_or_none()
    if row is None:
        return Standing()
    return Standing(
        held_until=row.held_until,
        held_by_tracker=row.held_by_tracker,
        failures=row.failures,
        problem=row.problem,
        hint=row.hint,
        problem_at=row.problem_at,
        pulled_at=row.pulled_at,
    )


def keep_standing(connection: Connection, receiver: str, standing: Standing) -> None:
    """Remember how it stands with the receiver."""
    values = asdict(standing)
    if not connection.execute(update(receivers).where(receivers.c.tracker == receiver).values(values)).rowcount:
        connection.execute(insert(receivers).values(tracker=receiver, **values))
