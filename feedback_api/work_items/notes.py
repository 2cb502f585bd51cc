"""What people write down about a work item; nothing says who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from feedback_api.personal.wording import clean
from feedback_api.personal.words import without_personal_words
from feedback_api.work_items.tables import work_item_notes
from publishing.errors import HelpCentreError
from publishing.translations import noted

MAX_NOTE_CHARS = 2000


@dataclass(frozen=True)
class Note:
    """A note, and when it was written."""

    at: datetime
    words: str


class NoteRefusedError(HelpCentreError):
    """Nothing is written there, or a book."""

    http_status = 422


def add_note(connection: Connection, item_id: int, words: str, *, now: datetime) -> None:
    """
    Add a note to an item, without what tells who a customer is.

    Raises:
        NoteRefusedError: there are no words, or more than ``MAX_NOTE_CHARS`` characters.

    """
    written = clean(words)
    if not written:
        raise NoteRefusedError(noted("Nothing is written there."), noted("Say what others should know."))
    if len(written) > MAX_NOTE_CHARS:
        raise NoteRefusedError(
            noted("The note has {length} characters; {most} is the most."),
            noted("Say it in fewer words."),
            length=len(written),
            most=MAX_NOTE_CHARS,
        )
    kept = without_personal_words(written)
    connection.execute(insert(work_item_notes).values(work_item_id=item_id, at=now, words=kept))


def list_notes(connection: Connection, item_id: int) -> list[Note]:
    """List the notes of an item, oldest first."""
    query = select(work_item_notes).where(work_item_notes.c.work_item_id == item_id).order_by(work_item_notes.c.id)
    return [Note(row.at, row.words) for row in connection.execute(query)]
