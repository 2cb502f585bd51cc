"""``help-centre searches``: what readers search for most."""

from __future__ import annotations

import sys

import click


@click.group()
def searches() -> None:
    """Take out what readers search for most."""


@searches.command()
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="How many at most.")
def export(limit: int) -> None:
    """Write the most frequent searches to standard output as CSV, each with the article that readers open most."""
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - help is shown without the database
    from feedback_api.searches.frequent import frequent_searches  # noqa: PLC0415 - see above
    from search_service.checks.logged_searches import write_searches  # noqa: PLC0415 - see above

    with open_feedback().database.reading() as connection:
        write_searches(frequent_searches(connection, limit), sys.stdout)
