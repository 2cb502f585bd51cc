"""``help-centre ratings``: ratings from and to CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group()
def ratings() -> None:
    """Bring ratings in from CSV, or write them out."""


@ratings.command("import")
@click.argument("file", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--skip-wrong-lines", is_flag=True, help="Import the rest, and name the lines that were left out.")
@click.pass_context
def import_(context: click.Context, file: Path, skip_wrong_lines: bool) -> None:
    """
    Add the ratings of FILE.csv: all of them, or none when a line is wrong.

    Columns: article_id, revision, helpful (yes or no), rated_at (ISO 8601), and if you like reason and comment. The
    exit status is 1 when a line is wrong, also when it was left out.
    """
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - help is shown without the database
    from feedback_api.ratings.csv_files import LineError, import_ratings, read_lines, refuse  # noqa: PLC0415 - see above

    wrong: list[LineError] = []
    on_wrong = wrong.append if skip_wrong_lines else refuse
    feedback = open_feedback()
    now = feedback.clock()
    with file.open(encoding="utf-8-sig", newline="") as lines, feedback.database.writing() as connection:
        imported = import_ratings(connection, read_lines(lines, now=now, on_wrong=on_wrong), on_wrong=on_wrong)
    known = f", {imported.known} known already" if imported.known else ""
    click.echo(f"{imported.added} ratings imported{known}.")
    for error in sorted(wrong, key=lambda error: error.line):
        click.echo(f"left out: {error.message}", err=True)
    if wrong:
        context.exit(1)


@ratings.command()
def export() -> None:
    """Write every rating to standard output as CSV, without addresses."""
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see import
    from feedback_api.ratings.csv_files import export_ratings  # noqa: PLC0415 - see import

    with open_feedback().database.reading() as connection:
        export_ratings(connection, sys.stdout)
