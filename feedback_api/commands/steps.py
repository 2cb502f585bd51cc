"""``help-centre work-items show | take | let-go | dismiss | merge | note``: one item, and what people do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from feedback_api.work_items.names import State

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = click.IntRange(1, 2**31 - 1)


@click.command()
@click.argument("number", type=NUMBER)
def show(number: int) -> None:
    """Show the work item NUMBER: its evidence, its weakest section, notes, and what happened so far."""
    from feedback_api.commands.listing import in_full  # noqa: PLC0415 - help is shown without the database
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see above
    from feedback_api.evidence.policy import Policy  # noqa: PLC0415 - see above
    from feedback_api.queue.account import full_account_for  # noqa: PLC0415 - see above
    from feedback_api.queue.review import CHORE, REVIEW_FAILS  # noqa: PLC0415 - see above
    from feedback_api.turns.chores import is_overdue  # noqa: PLC0415 - see above
    from feedback_api.work_items.store import find_item, list_events  # noqa: PLC0415 - see above
    from publishing.settings import read_settings  # noqa: PLC0415 - see above
    from search_service.answers.current_engine import CurrentEngine  # noqa: PLC0415 - see above
    from search_service.settings import SearchSettings  # noqa: PLC0415 - see above

    feedback = open_feedback()
    engine = CurrentEngine(read_settings(SearchSettings)).get
    with feedback.database.reading() as connection:
        item = find_item(connection, number)
        account = full_account_for(connection, item, Policy(), engine, now=feedback.clock())
        if is_overdue(connection, CHORE, now=feedback.clock()):
            click.echo(REVIEW_FAILS, err=True)
        click.echo(in_full(account, list_events(connection, number)))


@click.command()
@click.argument("number", type=NUMBER)
def take(number: int) -> None:
    """Take the work item NUMBER, so that others see that somebody is at it."""
    _step(number, "in_review", None)


@click.command("let-go")
@click.argument("number", type=NUMBER)
@click.option("--reason", metavar="WORDS", help="Why nobody is at it any more.")
def let_go(number: int, reason: str | None) -> None:
    """Let go of the work item NUMBER: it waits again, as it did before it was taken."""
    _step(number, "open", reason)


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--reason", metavar="WORDS", required=True, help="Why nothing is to be done.")
def dismiss(number: int, reason: str) -> None:
    """Dismiss the work item NUMBER; it stays away until there is something new."""
    _step(number, "dismissed", reason)


@click.command()
@click.argument("number", type=NUMBER)
@click.argument("into", type=NUMBER)
def merge(number: int, into: int) -> None:
    """Make the work item NUMBER one with INTO, which stays."""
    from feedback_api.queue.by_hand import merge_items  # noqa: PLC0415 - see show

    _write(number, lambda connection, now: merge_items(connection, number, into, now=now))


@click.command()
@click.argument("number", type=NUMBER)
@click.argument("words")
def note(number: int, words: str) -> None:
    """Write WORDS at the work item NUMBER, for others to read."""
    from feedback_api.queue.by_hand import note_item  # noqa: PLC0415 - see show

    _write(number, lambda connection, now: note_item(connection, number, words, now=now))


STEPS = (show, take, let_go, dismiss, merge, note)


def _step(number: int, state: str, reason: str | None) -> None:
    from feedback_api.queue.by_hand import take_step  # noqa: PLC0415 - see show

    _write(number, lambda connection, now: take_step(connection, number, State(state), reason, now=now))


def _write(number: int, effect: Callable[[Connection, datetime], object]) -> None:
    """Do what was asked for, and say how the item stands then."""
    from feedback_api.commands.listing import as_text  # noqa: PLC0415 - see show
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see show
    from feedback_api.evidence.policy import Policy  # noqa: PLC0415 - see show
    from feedback_api.queue.account import account_for  # noqa: PLC0415 - see show
    from feedback_api.work_items.store import find_item  # noqa: PLC0415 - see show

    feedback = open_feedback()
    now = feedback.clock()
    with feedback.database.writing() as connection:
        effect(connection, now)
    with feedback.database.reading() as connection:
        account = account_for(connection, find_item(connection, number), Policy(), now=now)
    click.echo(as_text([account]))
