"""``help-centre work-items``: the queue, what people do with it, and sending it to a tracker."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import get_args

import click

from feedback_api.commands.steps import STEPS
from feedback_api.commands.sync import sync
from feedback_api.work_items.names import Kind, State

STATES = (*(state.value for state in State), "all")
KINDS = get_args(Kind)
YEARS = range(1970, 3000)
"""The years that a review can be of: on either side there is room for what is counted in days."""


def _moment(_context: click.Context, _option: click.Parameter, text: str | None) -> datetime | None:
    """Read a day, however it is written, which means its end, or a time; both are UTC unless they say otherwise."""
    if text is None:
        return None
    moment = _time(text)
    if moment is None:
        raise click.BadParameter(f"'{text}' is not a date like 2026-11-21 or a time like 2026-11-21T20:00:00Z.")
    if moment.year not in YEARS:
        raise click.BadParameter(f"'{text}' is not between the years {YEARS[0]} and {YEARS[-1]}.")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _time(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time.max)
    except ValueError:
        pass  # more than a day
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


@click.group("work-items")
def work_items() -> None:
    """Find the articles that do not help, and follow their repair."""


@work_items.command()
@click.option("--as-of", callback=_moment, metavar="ISO-DATE", help="Review as on that day (UTC); else as of now.")
def review(as_of: datetime | None) -> None:
    """Weigh the ratings: open, ship, verify and reopen work items."""
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - help is shown without the database
    from feedback_api.keeping.dated_ahead import put_right_what_is_dated_ahead  # noqa: PLC0415 - see above
    from feedback_api.queue.review import review as review_all  # noqa: PLC0415 - see above

    feedback = open_feedback()
    now = feedback.clock()
    if as_of is None:
        with feedback.database.writing() as connection:
            put_right_what_is_dated_ahead(connection, now=now)
    steps = review_all(feedback.database, now=as_of or now)
    said = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in steps.items())
    click.echo(f"Reviewed: {said or 'nothing has changed'}.")


@work_items.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only those in this state; else those that are not closed.")
@click.option("--kind", type=click.Choice(KINDS), help="Only those of this kind.")
@click.option("--json", "as_json", is_flag=True, help="Print what the HTTP interface answers.")
def list_(state: str | None, kind: str | None, as_json: bool) -> None:
    """List the work items that are not closed, those that leave the most people unhelped first."""
    from feedback_api.commands.listing import NONE_LIKE_THAT, as_json_text, as_text  # noqa: PLC0415 - see review
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see review
    from feedback_api.evidence.policy import Policy  # noqa: PLC0415 - see review
    from feedback_api.queue.account import account_for  # noqa: PLC0415 - see review
    from feedback_api.queue.review import CHORE, REVIEW_FAILS  # noqa: PLC0415 - see review
    from feedback_api.staff.steps import WorkItemQuery  # noqa: PLC0415 - see review
    from feedback_api.turns.chores import is_overdue  # noqa: PLC0415 - see review
    from feedback_api.work_items.store import list_items  # noqa: PLC0415 - see review

    query = WorkItemQuery.model_validate({"state": state, "kind": kind})
    feedback = open_feedback()
    now = feedback.clock()
    with feedback.database.reading() as connection:
        items = list_items(connection, states=query.states, kind=query.kind)
        accounts = [account_for(connection, item, Policy(), now=now) for item in items]
        fails = is_overdue(connection, CHORE, now=now)
        hides_some = not items and bool(list_items(connection, limit=1))
    if fails:
        click.echo(REVIEW_FAILS, err=True)
    if as_json:
        click.echo(as_json_text(accounts))
    else:
        click.echo(NONE_LIKE_THAT if hides_some else as_text(accounts))


for command in (*STEPS, sync):
    work_items.add_command(command)
