"""Messages and questions of one person: handed out and erased, as far as they are still here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, select, update

from feedback_api.contact.tables import questions
from feedback_api.outbox.messages import Message, list_waiting
from feedback_api.outbox.tables import outbox

LEAST_CHARS_OF_WORDS = 4
"""Fewer signs are in too much of what people wrote to find somebody by."""
ADDRESS_FIELDS = ("to", "reply_to", "email")


def messages_of(connection: Connection, who: str) -> Iterator[Message]:
    """Find the messages that wait and are to or from the address *who*."""
    for message in list_waiting(connection):
        if any(str(message.content.get(field, "")).lower() == who.lower() for field in ADDRESS_FIELDS):
            yield message


def export_correspondence(connection: Connection, who: str) -> list[dict[str, Any]]:
    """Give what waits to or from the address *who*, and the question whose receipt *who* is."""
    waiting = [
        {"message": message.kind, "queued_at": message.queued_at.isoformat(), **message.content}
        for message in messages_of(connection, who)
    ]
    asked = connection.execute(select(questions).where(questions.c.receipt == who.upper()))
    kept = [
        {"question": row.receipt, "asked_at": row.asked_at.isoformat(), "goal": row.goal, "article_id": row.article_id}
        for row in asked
    ]
    return waiting + kept


def erase_correspondence(connection: Connection, who: str) -> int:
    """Delete what waits to or from the address *who*, and empty the question whose receipt *who* is; say how many."""
    found = [message.id for message in messages_of(connection, who)]
    for message_id in found:
        connection.execute(delete(outbox).where(outbox.c.id == message_id))
    emptied = update(questions).where(questions.c.receipt == who.upper()).values(goal=None)
    return len(found) + connection.execute(emptied).rowcount
