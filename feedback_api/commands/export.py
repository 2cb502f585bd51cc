"""``help-centre export``: everything that was learned, to take it elsewhere."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """
    Write everything of the database into FOLDER, as JSON lines, but what opens doors.

    Pages need no export: they are the Markdown in your folder of pages, and the catalogue in the built site.
    """
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - help is shown without the database
    from feedback_api.keeping.export import export_everything  # noqa: PLC0415 - see above

    with open_feedback().database.reading() as connection:
        written = export_everything(connection, folder)
    click.echo(f"{sum(written.values())} rows of {len(written)} tables in {folder}.")
