"""The threads of a running service: each target has its own, and one that hangs holds up nothing else."""

from dataclasses import replace

import pytest

from feedback_api.outbox.background import SenderThread, WriterThread, delivery_threads
from feedback_api.outbox.messages import queue_message
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.outbox.targets import chosen_targets
from feedback_api.service import Feedback
from tests.feedback_api.outbox.receivers import Receiver
from tests.mail_server import MailServer

pytestmark = pytest.mark.slow

HOOK = DeliverySettings(
    contact_webhook="https://example.com/",
    contact_webhook_secret="whsec_" + "A" * 40,
    contact_webhook_private=True,
)
MAIL = DeliverySettings(mail_server="smtp://127.0.0.1:9", mail_from="help@example.com", contact_to="team@example.com")


@pytest.mark.parametrize(
    ("settings", "kinds"),
    [(DeliverySettings(), []), (HOOK, [SenderThread]), (MAIL, [SenderThread, WriterThread])],
)
def test_without_mail_nothing_is_written(feedback: Feedback, settings: DeliverySettings, kinds: list[type]) -> None:
    """What could never leave is not queued: only where there is mail somebody writes."""
    assert [type(thread) for thread in delivery_threads(feedback, chosen_targets(settings), lambda: 0)] == kinds


def test_a_webhook_that_hangs_does_not_delay_mail(
    feedback: Feedback, mail_server: MailServer, receiver: Receiver
) -> None:
    """The mail arrives while the webhook, asked before it, has not answered yet."""
    hook = f"http://127.0.0.1:{receiver.server_port}/"
    settings = replace(HOOK, contact_webhook=hook, mail_server=mail_server.url, mail_from="help@example.com")
    receiver.silent.clear()
    with feedback.database.writing() as connection:
        queue_message(connection, "hook", "webhook", "question", {"goal": "x"}, now=feedback.clock())
    threads = delivery_threads(feedback, chosen_targets(settings), lambda: 0)
    for thread in threads:
        thread.start()
    receiver.asked.wait(60)
    with feedback.database.writing() as connection:
        mail = {"to": "ada@example.com", "subject": "s", "text": "t"}
        queue_message(connection, "mail", "mail", "copy", mail, now=feedback.clock())
    assert mail_server.wait_for("ada@example.com")
    assert not receiver.silent.is_set()
    receiver.silent.set()
    for thread in threads:
        thread.stop()
