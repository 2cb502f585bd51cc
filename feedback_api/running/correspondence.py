"""What the service writes by itself: that an article is repaired, and the week's page. It then waits in the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from feedback_api.repaired.telling import tell_who_waits
from feedback_api.service import Feedback
from feedback_api.turns.chores import take_chore
from feedback_api.week.letter import send_week

LOOK_EVERY = timedelta(minutes=1)
LOOK_FOR_WEEK_EVERY = timedelta(hours=1)
CHORE, WEEKLY = "correspondence", "mail of the week"


@dataclass(frozen=True)
class Correspondence:
    """Looks, once a minute in one worker of all, whether there is something to write."""

    feedback: Feedback
    service_url: str
    week_to: tuple[str, ...] = ()

    def write_what_is_due(self) -> int:
        """
        Queue what is due, and say how many mails that are.

        Raises:
            DatabaseUnavailableError: the database cannot be used.

        """
        feedback = self.feedback
        now = feedback.clock()
        with feedback.database.writing() as connection:
            if not take_chore(connection, CHORE, LOOK_EVERY, now=now):
                return 0
            weekly = take_chore(connection, WEEKLY, LOOK_FOR_WEEK_EVERY, now=now)
        site_url = feedback.published.site_url() or ""
        service_url = self.service_url or site_url
        told = tell_who_waits(feedback.database, site_url, service_url, now=now)
        return told + (send_week(feedback.database, self.week_to, service_url, now=now) if weekly else 0)
