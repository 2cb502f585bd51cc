"""One process at a time speaks to the tracker; when it dies, another one may after a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import update

from feedback_api.database import Database
from feedback_api.turns.chores import take_chore
from feedback_api.turns.tables import chores

LEASE_TIME = timedelta(minutes=3)
"""Longer than any one delivery takes: a few requests with a deadline each."""
CHORE = "tracker"


class Lease:
    """The right to speak to the tracker, renewed before each delivery."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Keep the right in *database*."""
        self._database = database
        self._clock = clock
        self._until: datetime | None = None

    def take(self) -> bool:
        """Take the right, and say whether it is ours now."""
        now = self._clock()
        with self._database.writing() as connection:
            if take_chore(connection, CHORE, LEASE_TIME, now=now):
                self._until = now + LEASE_TIME
        return self._until is not None

    def renew(self) -> bool:
        """Take it anew; False when another process has it because we took too long."""
        return self._move(self._clock() + LEASE_TIME)

    def give_back(self) -> None:
        """Let another process have it at once."""
        self._move(self._clock())

    def _move(self, until: datetime) -> bool:
        ours = (chores.c.name == CHORE, chores.c.taken_until == self._until)
        with self._database.writing() as connection:
            moved = bool(connection.execute(update(chores).where(*ours).values(taken_until=until)).rowcount)
        self._until = until
        return moved
