"""The webhook of questions: signed, patient, and never led astray."""

from __future__ import annotations

import json
import time

import pytest

from feedback_api.outbox.messages import Message
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.outbox.webhook import QuestionWebhook, webhook_from
from feedback_api.receivers.problems import ReceiverProblemError, Scope
from feedback_api.receivers.signing import read_secret, sign
from tests.feedback_api.outbox.receivers import Receiver, trickling
from tests.feedback_api.publication import NOW

SECRET = "whsec_" + "A" * 40


def webhook(receiver: Receiver, *, private: bool = True) -> QuestionWebhook:
    """Make the webhook that posts to *receiver*."""
    url = f"http://127.0.0.1:{receiver.server_port}/hook" if private else f"https://127.0.0.1:{receiver.server_port}/"
    settings = DeliverySettings(contact_webhook=url, contact_webhook_secret=SECRET, contact_webhook_private=private)
    made = webhook_from(settings)
    assert made is not None
    return made


MESSAGE = Message(
    3,
    "key",
    "webhook",
    "question",
    {"receipt": "ABCD"},
    NOW,
    NOW,
    0,
    None,
    None,
    refused=False,
    problem=None,
    hint=None,
)


def test_a_question_is_posted_with_a_signature_that_can_be_checked(receiver: Receiver) -> None:
    """The receiver makes the same signature of what it got; a repeated post has the same id."""
    webhook(receiver).send(MESSAGE, now=NOW)
    webhook(receiver).send(MESSAGE, now=NOW)
    (headers, body), (again, _) = receiver.came
    assert json.loads(body) == {"type": "question.asked", "timestamp": NOW.isoformat(), "data": {"receipt": "ABCD"}}
    expected = sign(read_secret(SECRET, "SECRET"), headers["webhook-id"], headers["webhook-timestamp"], body)
    assert headers["webhook-signature"] == expected
    assert again["webhook-id"] == headers["webhook-id"]


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    """What names another place is a problem that is told, not an errand."""
    receiver.status = 307
    with pytest.raises(ReceiverProblemError, match="answered 307") as problem:
        webhook(receiver).send(MESSAGE, now=NOW)
    assert (problem.value.scope, len(receiver.came)) == (Scope.RECEIVER, 1)


def test_a_private_address_is_not_asked(receiver: Receiver) -> None:
    """Unless the settings allow it, nothing is sent into the own network."""
    with pytest.raises(ReceiverProblemError, match="private address") as problem:
        webhook(receiver, private=False).send(MESSAGE, now=NOW)
    assert "HELP_CENTRE_CONTACT_WEBHOOK_PRIVATE" in problem.value.hint
    assert receiver.came == []


def test_a_receiver_that_does_not_answer_is_given_up(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried again later, and may then have the question twice, under one id."""
    monkeypatch.setattr("feedback_api.outbox.webhook.PATIENCE_SECONDS", 0.2)
    receiver.silent.clear()
    with pytest.raises(ReceiverProblemError, match="did not answer") as problem:
        webhook(receiver).send(MESSAGE, now=NOW)
    assert problem.value.unknown


def test_a_receiver_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """One deadline holds for the whole answer: a header every now and then does not prolong it."""
    monkeypatch.setattr("feedback_api.outbox.webhook.PATIENCE_SECONDS", 0.3)
    with trickling(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n") as port:
        settings = DeliverySettings(
            contact_webhook=f"http://127.0.0.1:{port}/", contact_webhook_secret=SECRET, contact_webhook_private=True
        )
        made, began = webhook_from(settings), time.monotonic()
        assert made is not None
        with pytest.raises(ReceiverProblemError, match=r"no whole answer within 0\.3 seconds") as problem:
            made.send(MESSAGE, now=NOW)
    assert problem.value.unknown
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("status", "scope"),
    [
        *((status, Scope.RECEIVER) for status in (401, 404, 429, 500)),
        (422, Scope.ITEM_AS_IT_IS),
    ],
)
def test_each_refusal_has_its_meaning(receiver: Receiver, status: int, scope: Scope) -> None:
    """Some stop everything until it is repaired, some are about this one question."""
    receiver.status = status
    with pytest.raises(ReceiverProblemError) as problem:
        webhook(receiver).send(MESSAGE, now=NOW)
    assert problem.value.scope is scope
