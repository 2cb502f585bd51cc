"""What people do with work items, whether on the staff pages, over HTTP or on the command line."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from feedback_api.personal.wording import clean
from feedback_api.personal.words import without_personal_words
from feedback_api.search_causes.readings import KIND as MISSING_ANSWER
from feedback_api.search_causes.readings import cause_of
from feedback_api.search_causes.sorting import merge_causes, say_answer
from feedback_api.work_items.life import WorkItem, step_of_merge, step_of_person
from feedback_api.work_items.names import State
from feedback_api.work_items.notes import add_note
from feedback_api.work_items.store import find_item, move_item, waited_as


def take_step(connection: Connection, item_id: int, state: State, reason: str | None, *, now: datetime) -> WorkItem:
    """
    Take an item (``in_review``), let go of it (``open``), or dismiss it with a *reason*, which names no customer.

    Raises:
        UnknownWorkItemError: there is no such item.
        StepNotAllowedError: not from its state, or dismissed without a reason.
        WorkItemMovedError: it changed in the meantime.

    """
    item = find_item(connection, item_id)
    said = without_personal_words(clean(reason or "")) or None
    step = step_of_person(item, state, said, waited_as=waited_as(connection, item_id))
    return move_item(connection, item, step, now=now)


def merge_items(connection: Connection, item_id: int, into: int, *, now: datetime) -> WorkItem:
    """
    Make an item one with another, which stays.

    Of two causes of searches the wordings go together for good; searches that belong to an article's item are counted
    there as long as it is at work.

    Raises:
        UnknownWorkItemError: there is no such item.
        StepNotAllowedError: one of them is closed, they are the same, or they are searches in different languages.
        CauseGoneError: what one of them is about is no longer there.
        WorkItemMovedError: it changed in the meantime.

    """
    item, host = find_item(connection, item_id), find_item(connection, into)
    moved = move_item(connection, item, step_of_merge(item, host), now=now)
    if item.kind == MISSING_ANSWER and host.kind == MISSING_ANSWER:
        merge_causes(connection, cause_of(item.article_id), cause_of(host.article_id))
    elif item.kind == MISSING_ANSWER:
        say_answer(connection, cause_of(item.article_id), host.article_id)
    return moved


def note_item(connection: Connection, item_id: int, words: str, *, now: datetime) -> None:
    """
    Write a note at an item.

    Raises:
        UnknownWorkItemError: there is no such item.

    """
    find_item(connection, item_id)
    add_note(connection, item_id, words, now=now)
