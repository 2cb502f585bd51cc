"""``help-centre outbox``: what waits to be delivered, and trying it again."""

from __future__ import annotations

import click


@click.group()
def outbox() -> None:
    """Look at messages that wait to be delivered, and try them again."""


@outbox.command("list")
@click.pass_context
def list_(context: click.Context) -> None:
    """List what waits; the exit status is 1 when something will not go by itself, or not soon."""
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - help is shown without the database
    from feedback_api.outbox.account import in_lines  # noqa: PLC0415 - see above
    from feedback_api.outbox.health import outbox_health  # noqa: PLC0415 - see above
    from feedback_api.outbox.messages import list_given_up, list_waiting  # noqa: PLC0415 - see above

    feedback = open_feedback()
    with feedback.database.reading() as connection:
        messages = list_waiting(connection) + list_given_up(connection)
        health = outbox_health(connection, now=feedback.clock())
    click.echo("\n".join(in_lines(messages, health)))
    if any(target.is_failing for target in health):
        context.exit(1)


@outbox.command()
@click.argument("number", type=int, required=False)
@click.pass_context
def retry(context: click.Context, number: int | None) -> None:
    """Try the message NUMBER again, or all that wait, refused ones too; the exit status is 1 when it still waits."""
    import random  # noqa: PLC0415 - help is shown without all this

    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see above
    from feedback_api.outbox.account import BusyError, report_lines  # noqa: PLC0415 - see above
    from feedback_api.outbox.messages import list_waiting, retry_now  # noqa: PLC0415 - see above
    from feedback_api.outbox.settings import DeliverySettings  # noqa: PLC0415 - see above
    from feedback_api.outbox.targets import chosen_targets  # noqa: PLC0415 - see above
    from feedback_api.outbox.turn import SendingTurn  # noqa: PLC0415 - see above
    from publishing.settings import read_settings  # noqa: PLC0415 - see above

    targets = chosen_targets(read_settings(DeliverySettings))
    feedback = open_feedback()
    with feedback.database.writing() as connection:
        retry_now(connection, number, now=feedback.clock())
    reports = [
        SendingTurn(feedback.database, name, target, feedback.clock, random.random, by_hand=True, only=number).take()
        for name, target in targets.items()
    ]
    with feedback.database.reading() as connection:
        waiting = [message for message in list_waiting(connection) if number in (None, message.id)]
    click.echo("\n".join(report_lines([report for report in reports if report], waiting)))
    if None in reports:
        raise BusyError("The running service is just sending messages, and takes these too.", "List them in a minute.")
    if waiting:
        context.exit(1)
