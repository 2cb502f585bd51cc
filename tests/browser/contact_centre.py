"""The shipped help centre with a real mail server behind it: questions leave by mail, and words of repairs too."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.shipped import ShippedHelpCentre
from tests.mail_server import MailServer

TEAM = "team@example.com"


@dataclass
class ContactHelpCentre(ShippedHelpCentre):
    """A help centre that sends mail to a server of its own."""

    @property
    def mail(self) -> MailServer:
        """The mail server, always the same."""
        if not hasattr(self, "_mail"):
            self._mail = MailServer(self.folder / "mailbox")
        return self._mail

    def environment(self) -> dict[str, str]:
        """Give the environment of a service that takes questions at office hours."""
        return {
            **super().environment(),
            "HELP_CENTRE_MAIL_SERVER": self.mail.url,
            "HELP_CENTRE_MAIL_FROM": "Help <help@example.com>",
            "HELP_CENTRE_CONTACT_TO": TEAM,
            "HELP_CENTRE_CONTACT_HOURS": "Mon-Fri 09:00-17:00",
            "HELP_CENTRE_CONTACT_LIMIT": "0",
        }
