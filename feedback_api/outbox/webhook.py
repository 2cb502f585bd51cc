"""Questions posted to an address, signed by the Standard Webhooks specification 1.0.0; redirects are not followed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from feedback_api.outbox.messages import Message
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.receivers.problems import (
    BAD_REQUEST,
    MULTIPLE_CHOICES,
    SERVER_ERROR,
    TIMED_OUT,
    TOO_MANY,
    Answer,
    ReceiverProblemError,
    Scope,
    wait_until,
)
from feedback_api.receivers.signing import read_secret, signature_headers
from feedback_api.receivers.transport import Transport, is_address
from publishing.settings import SettingError

EVENT = "question.asked"
PATIENCE_SECONDS = 15.0
SETTING, SECRET = "HELP_CENTRE_CONTACT_WEBHOOK", "HELP_CENTRE_CONTACT_WEBHOOK_SECRET"
# What says that nothing will be taken until somebody changes the settings, or the receiver.
REFUSALS_OF_ALL = frozenset({401, 403, 404, 405, 410})


@dataclass(frozen=True)
class QuestionWebhook:
    """One address that every question is posted to."""

    name: str
    transport: Transport
    secret: bytes = field(repr=False)

    def send(self, message: Message, *, now: datetime) -> None:
        """
        Post *message*; a repeated one keeps its id, so that the receiver can tell.

        Raises:
            ReceiverProblemError: it was not taken, or nobody can tell.

        """
        asked_at = message.queued_at.isoformat()
        body = json.dumps({"type": EVENT, "timestamp": asked_at, "data": message.content}, ensure_ascii=False).encode()
        delivery = f"msg_{hashlib.sha256(message.key.encode()).hexdigest()[:32]}"
        headers = signature_headers(self.secret, delivery, body, now=now)
        answer = self.transport.send("POST", "", "take a question", body=body, headers=headers)
        problem_found = _problem(answer, self.name, now)
        if problem_found:
            raise problem_found


def webhook_from(settings: DeliverySettings) -> QuestionWebhook | None:
    """
    Read the webhook from *settings*; None when they name none.

    Raises:
        SettingError: the address or the secret is missing or cannot be understood.

    """
    if not settings.contact_webhook:
        return None
    if not settings.contact_webhook_secret:
        raise SettingError(
            f"{SETTING} is set, but there is no secret to sign with.",
            f'Make one with: echo "whsec_$(openssl rand -base64 32)", and put it into {SECRET}.',
        )
    if not is_address(settings.contact_webhook):
        raise SettingError(
            f"{SETTING}: '{settings.contact_webhook}' is no address that questions can be posted to.",
            "Write it like https://example.com/questions.",
        )
    name = f"The webhook at {urlsplit(settings.contact_webhook).hostname}"
    transport = Transport(
        name,
        settings.contact_webhook,
        settings.contact_webhook_private,
        {},
        PATIENCE_SECONDS,
        "HELP_CENTRE_CONTACT_WEBHOOK_PRIVATE",
    )
    return QuestionWebhook(name, transport, read_secret(settings.contact_webhook_secret, SECRET))


def _problem(answer: Answer, name: str, now: datetime) -> ReceiverProblemError | None:
    """Say what is wrong with *answer*; of its words nothing is repeated, they may be anybody's."""
    status = answer.status
    if status < MULTIPLE_CHOICES:
        return None
    said = f"{name} answered {status} to a question."
    if status == TOO_MANY:
        return ReceiverProblemError(
            said, "Wait; what is to be sent is kept.", wait_until=wait_until(answer.headers, now=now)
        )
    if status < BAD_REQUEST:
        return ReceiverProblemError(said, f"It has moved, and is not followed: name its new place in {SETTING}.")
    if status in REFUSALS_OF_ALL:
        return ReceiverProblemError(said, f"Check {SETTING} and {SECRET}, and the receiver.")
    if status >= SERVER_ERROR or status == TIMED_OUT:
        return ReceiverProblemError(said, "It is tried again, less and less often.", unknown=True)
    return ReceiverProblemError(
        said, "Look at the receiver, then run 'help-centre outbox retry'.", scope=Scope.ITEM_AS_IT_IS
    )
