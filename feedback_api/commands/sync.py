"""``help-centre work-items sync``: one turn with the tracker, and what became of it."""

from __future__ import annotations

import random

import click


@click.command()
@click.pass_context
def sync(context: click.Context) -> None:
    """
    Send work items to the tracker, and read its pull requests, once.

    The running service does the same by itself. The exit status is 1 when something went wrong.
    """
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - help is shown without the database
    from feedback_api.queue.review import CHORE, REVIEW_FAILS  # noqa: PLC0415 - see above
    from feedback_api.trackers.account import NO_TRACKER, in_lines  # noqa: PLC0415 - see above
    from feedback_api.trackers.choice import chosen_tracker  # noqa: PLC0415 - see above
    from feedback_api.trackers.settings import TrackerSettings  # noqa: PLC0415 - see above
    from feedback_api.trackers.sync import BusyError, Turn, places_of  # noqa: PLC0415 - see above
    from feedback_api.turns.chores import is_overdue  # noqa: PLC0415 - see above
    from publishing.settings import read_settings  # noqa: PLC0415 - see above
    from search_service.answers.current_engine import CurrentEngine  # noqa: PLC0415 - see above
    from search_service.settings import SearchSettings  # noqa: PLC0415 - see above

    settings = read_settings(TrackerSettings)
    tracker = chosen_tracker(settings)
    if tracker is None:
        click.echo(NO_TRACKER)
        return
    feedback = open_feedback()
    engine = CurrentEngine(read_settings(SearchSettings)).get
    report = Turn(feedback, tracker, places_of(feedback, settings), engine, random.random, by_hand=True).take()
    if report is None:
        raise BusyError(f"Another process is just sending work items to {tracker.name}.", "Try again in a few minutes.")
    with feedback.database.reading() as connection:
        if is_overdue(connection, CHORE, now=feedback.clock()):
            click.echo(REVIEW_FAILS, err=True)
    click.echo("\n".join(in_lines(tracker.name, report)))
    if not report.went_well:
        context.exit(1)
