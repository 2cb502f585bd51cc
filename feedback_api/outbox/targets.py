"""Where messages go, as the settings say."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from feedback_api.outbox.mail import mail_from
from feedback_api.outbox.messages import Message, TargetName
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.outbox.webhook import webhook_from
from publishing.settings import SettingError


class Target(Protocol):
    """Something that takes messages."""

    @property
    def name(self) -> str:
        """What staff calls it."""

    def send(self, message: Message, *, now: datetime) -> None:
        """
        Hand *message* over.

        Raises:
            ReceiverProblemError: it was not taken, or nobody can tell.

        """


Targets = dict[TargetName, Target]


def chosen_targets(settings: DeliverySettings) -> Targets:
    """
    Make the targets that *settings* name, none, one or both; nothing is asked yet.

    Raises:
        SettingError: something is missing or cannot be understood.

    """
    targets: Targets = {}
    mail, webhook = mail_from(settings), webhook_from(settings)
    if mail is not None:
        targets["mail"] = mail
    if webhook is not None:
        targets["webhook"] = webhook
    needing_mail = {"HELP_CENTRE_CONTACT_TO": settings.contact_to, "HELP_CENTRE_WEEK_TO": settings.week_to}
    for name, value in needing_mail.items():
        if value and mail is None:
            raise SettingError(f"{name} is set, but there is no mail server.", "Name one in HELP_CENTRE_MAIL_SERVER.")
    return targets
