"""Messages in the database: queued once, delivered once or given up, and what went wrong in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, case, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.outbox.tables import GIVEN_UP, WAITING, outbox
from feedback_api.receivers.problems import ReceiverProblemError, Scope
from feedback_api.turns.waits import LONGEST_BACKOFF
from publishing.errors import HelpCentreError

TargetName = Literal["mail", "webhook"]
MessageKind = Literal["question", "copy", "repaired", "week"]
KEPT_AFTER_DELIVERY = timedelta(days=30)
GIVEN_UP_AFTER = timedelta(days=5)
"""So long a mail is tried again that the server of its address puts off (RFC 5321, 4.5.4.1: four or five days)."""
PERSONAL: frozenset[MessageKind] = frozenset({"copy", "repaired"})
"""Messages to a reader: when the address is refused, nobody can do anything with it, and it is forgotten."""
NEVER_GIVEN_UP: frozenset[MessageKind] = frozenset({"question"})


class UnknownMessageError(HelpCentreError):
    """No message with this number waits."""


@dataclass(frozen=True)
class Message:
    """A message that waits; ``sending_since`` when it was perhaps taken already."""

    id: int
    key: str
    target: TargetName
    kind: MessageKind
    content: dict[str, Any]
    queued_at: datetime
    try_after: datetime
    attempts: int
    sending_since: datetime | None
    put_off_since: datetime | None
    refused: bool
    problem: str | None
    hint: str | None


@dataclass(frozen=True)
class Waiting:
    """
    How many messages wait for a target, how many of them for a person, and since when the first one does.

    ``since`` leaves out what the server puts off, message by message; ``questions_since`` is of questions among these.
    ``given_up`` counts what was given up within a month, with its address; it does not wait.
    """

    messages: int
    refused: int
    since: datetime | None
    questions_since: datetime | None
    given_up: int


def queue_message(  # noqa: PLR0913 - what a message is made of
    connection: Connection,
    key: str,
    target: TargetName,
    kind: MessageKind,
    content: Mapping[str, Any],
    *,
    now: datetime,
) -> bool:
    """Store a message to be delivered; False when one with this *key* was stored before, which then stays as it is."""
    values = {"key": key, "target": target, "kind": kind, "content": dict(content), "queued_at": now, "try_after": now}
    try:
        with connection.begin_nested():
            connection.execute(insert(outbox).values(**values, attempts=0, perhaps_twice=0, refused=False))
    except IntegrityError:
        return False
    return True


def list_waiting(connection: Connection, target: TargetName | None = None) -> list[Message]:
    """List all that waits, what may be tried first at the front."""
    query = select(outbox).where(WAITING).order_by(outbox.c.refused, outbox.c.try_after, outbox.c.id)
    if target is not None:
        query = query.where(outbox.c.target == target)
    return [_message(row) for row in connection.execute(query)]


def list_given_up(connection: Connection) -> list[Message]:
    """List what could not be delivered to readers, whose address is forgotten; it goes by itself after a month."""
    return [_message(row) for row in connection.execute(select(outbox).where(GIVEN_UP).order_by(outbox.c.id))]


def next_due(
    connection: Connection, target: TargetName, *, now: datetime, by_hand: bool, only: int | None = None
) -> Message | None:
    """Find the message to try next, of all or of *only* one; *by_hand* all that wait are due."""
    query = select(outbox).where(WAITING, outbox.c.target == target, outbox.c.refused.is_(False))
    if not by_hand:
        query = query.where(or_(outbox.c.try_after <= now, outbox.c.try_after > now + LONGEST_BACKOFF))
    if only is not None:
        query = query.where(outbox.c.id == only)
    row = connection.execute(query.order_by(outbox.c.try_after, outbox.c.id).limit(1)).one_or_none()
    return None if row is None else _message(row)


def begin_sending(connection: Connection, message: Message, *, now: datetime) -> None:
    """Write down that the message is being handed over, before it is: a crash cannot hide it."""
    values = {
        "sending_since": now,
        "attempts": outbox.c.attempts + 1,
        "perhaps_twice": outbox.c.perhaps_twice + int(message.sending_since is not None),
    }
    connection.execute(update(outbox).where(outbox.c.id == message.id).values(values))


def delivered(connection: Connection, message: Message, *, now: datetime) -> None:
    """Write down that the message was taken, and forget what was in it."""
    values = {"delivered_at": now, "content": None, "sending_since": None, "problem": None, "hint": None}
    connection.execute(update(outbox).where(outbox.c.id == message.id).values(values))


def failed(
    connection: Connection, message: Message, problem: ReceiverProblemError, *, now: datetime, try_after: datetime
) -> None:
    """Write down why the message still waits, and until when; or that it is given up, and its address forgotten."""
    values: dict[str, Any] = {"try_after": try_after, "problem": problem.message, "hint": problem.hint}
    if not problem.unknown:
        values["sending_since"] = None
    if problem.scope is Scope.ITEM_AS_IT_IS:
        values["refused"] = True
        if message.kind in PERSONAL:
            values |= _given_up(now)
    elif problem.scope is Scope.ITEM:
        values["put_off_since"] = since = message.put_off_since or now
        if since <= now - GIVEN_UP_AFTER and message.kind not in NEVER_GIVEN_UP:
            values |= _given_up(now)
    connection.execute(update(outbox).where(outbox.c.id == message.id).values(values))


def _given_up(now: datetime) -> dict[str, Any]:
    hint = "It is not tried again: its address is forgotten."
    return {"content": None, "refused": True, "sending_since": None, "try_after": now, "hint": hint}


def retry_now(connection: Connection, message_id: int | None, *, now: datetime) -> int:
    """
    Let a message, or all that wait, be tried at once, refused ones too; say how many that are.

    Raises:
        UnknownMessageError: no such message waits, or it was to an address that was refused and is forgotten.

    """
    again = update(outbox).where(WAITING).values(try_after=now, refused=False, put_off_since=None)
    if message_id is None:
        return connection.execute(again).rowcount
    if not connection.execute(again.where(outbox.c.id == message_id)).rowcount:
        raise UnknownMessageError(
            f"No message {message_id} waits that could be tried again.", "List them with 'help-centre outbox list'."
        )
    return 1


def waiting_of(connection: Connection, target: TargetName) -> Waiting:
    """Say how much waits for *target*."""
    put_off, is_question = outbox.c.put_off_since.is_not(None), outbox.c.kind == "question"
    query = select(
        func.count(),
        func.count(case((outbox.c.refused.is_(True), 1))),
        func.min(case((~put_off, outbox.c.queued_at))),
        func.min(case((and_(put_off, is_question), outbox.c.queued_at))),
    ).where(WAITING, outbox.c.target == target)
    messages, refused, since, questions_since = connection.execute(query).one()
    given_up = select(func.count()).select_from(outbox).where(GIVEN_UP, outbox.c.target == target)
    ended = connection.execute(given_up).scalar_one()
    return Waiting(int(messages), int(refused), since, questions_since, int(ended))


def forget_messages(connection: Connection, *, now: datetime) -> int:
    """Delete what was delivered or given up a month ago, give up what was to a reader since then; say how many."""
    before = now - KEPT_AFTER_DELIVERY
    gone = delete(outbox).where(outbox.c.delivered_at < before)
    empty = delete(outbox).where(GIVEN_UP, outbox.c.try_after < before)
    late = update(outbox).where(WAITING, outbox.c.kind.in_(PERSONAL), outbox.c.queued_at < before)
    said = {"problem": func.coalesce(outbox.c.problem, "Nobody took it for a month.")}
    statements = (gone, empty, late.values(_given_up(now) | said))
    return sum(connection.execute(statement).rowcount for statement in statements)


def withdraw(connection: Connection, message: Message) -> None:
    """Take a message out of the outbox that nobody wants any more."""
    connection.execute(delete(outbox).where(outbox.c.id == message.id))


def is_kept(connection: Connection, key: str) -> bool:
    """Say whether a message was stored under *key*, delivered or not."""
    return connection.execute(select(outbox.c.id).where(outbox.c.key == key)).first() is not None


def _message(row: Row[Any]) -> Message:
    fields = {name: getattr(row, name) for name in Message.__dataclass_fields__}
    return Message(**{**fields, "content": fields["content"] or {}})
