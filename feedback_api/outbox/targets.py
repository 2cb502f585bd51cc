"""Where messages go, as the settings say."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from feedback_api.outbox.mail import address, mail_from
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
            DeliveryProblemError: it was not taken, or nobody can tell.

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
    if settings.contact_to:
        _check_recipient(settings.contact_to, has_mail=mail is not None)
    return targets


def _check_recipient(contact_to: str, *, has_mail: bool) -> None:
    try:
        address(contact_to)
    except ValueError as error:
        raise SettingError(
            f"HELP_CENTRE_CONTACT_TO: '{contact_to}' is no address.", "Write it like support@example.com."
        ) from error
    if not has_mail:
        raise SettingError(
            "HELP_CENTRE_CONTACT_TO is set, but there is no mail server.", "Name one in HELP_CENTRE_MAIL_SERVER."
        )
