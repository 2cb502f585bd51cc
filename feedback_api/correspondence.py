"""What the service writes by itself: the word that an article is repaired. What it writes waits in the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from feedback_api.chores import take_chore
from feedback_api.outbox.targets import Targets
from feedback_api.repaired.telling import tell_who_waits
from feedback_api.service import Feedback

LOOK_EVERY = timedelta(minutes=1)
CHORE = "correspondence"


@dataclass(frozen=True)
class Correspondence:
    """Looks, once a minute in one worker of all, whether there is something to write; without mail there is not."""

    feedback: Feedback
    targets: Targets
    service_url: str

    def write_what_is_due(self) -> int:
        """
        Queue what is due, and say how many mails that are.

        Raises:
            DatabaseUnavailableError: the database cannot be used.

        """
        feedback = self.feedback
        now = feedback.clock()
        if "mail" not in self.targets:
            return 0
        with feedback.database.writing() as connection:
            if not take_chore(connection, CHORE, LOOK_EVERY, now=now):
                return 0
        site_url = feedback.published.site_url() or ""
        return tell_who_waits(feedback.database, site_url, self.service_url or site_url, now=now)
