"""``help-centre personal-data``: hand out or erase what one person sent."""

from __future__ import annotations

import json

import click

LOG_IN_USE = (
    "The log of the database, beside its file, still holds what was there before: somebody reads it just now. "
    "The service empties it within the hour."
)


@click.group("personal-data")
def personal_data() -> None:
    """Hand out or erase what one person sent."""


@personal_data.command("export")
@click.argument("who")
def export_(who: str) -> None:
    """
    Print what is kept of WHO as JSON, to hand it out.

    WHO is the key of a rating, an e-mail address, the number of a question, or some words of a comment.
    """
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - help is shown without the database
    from feedback_api.keeping.personal_data import export_person  # noqa: PLC0415 - see above

    with open_feedback().database.reading() as connection:
        kept = export_person(connection, who.strip())
    click.echo(json.dumps(kept, indent=2, ensure_ascii=False))


@personal_data.command()
@click.argument("who")
def erase(who: str) -> None:
    """
    Forget WHO: words, address, searches and key; the yes or no stays and leads to nobody.

    WHO is the key of a rating, an e-mail address, or the number of a question.
    """
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see export
    from feedback_api.keeping.personal_data import erase_person  # noqa: PLC0415 - see export

    database = open_feedback().database
    with database.writing() as connection:
        erased = erase_person(connection, who.strip())
    click.echo(f"{erased} {'rating or message' if erased == 1 else 'ratings or messages'} emptied.")
    if not database.leave_no_traces():
        click.echo(LOG_IN_USE, err=True)
