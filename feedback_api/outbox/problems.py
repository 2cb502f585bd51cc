"""What can go wrong with a message on its way, and what that means for it and for the others."""

from __future__ import annotations

from datetime import datetime

from publishing.errors import HelpCentreError


class DeliveryProblemError(HelpCentreError):
    """
    A message was not delivered.

    ``refused`` says that this very message will never be taken, so that trying again is for a person to decide;
    ``of_target`` that no other message would be delivered either, just now; ``maybe_taken`` that nobody can tell
    whether it was delivered after all. ``wait_until`` is when to ask again.
    """

    exit_status = 1
    http_status = 502

    def __init__(  # noqa: PLR0913 - each tells another thing of the problem
        self,
        message: str,
        hint: str,
        *,
        of_target: bool = True,
        refused: bool = False,
        maybe_taken: bool = False,
        wait_until: datetime | None = None,
    ) -> None:
        super().__init__(message, hint)
        self.of_target = of_target
        self.refused = refused
        self.maybe_taken = maybe_taken
        self.wait_until = wait_until
