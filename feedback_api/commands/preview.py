"""``help-centre preview``: site and API on one port while somebody writes."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from publishing.errors import HelpCentreError
from publishing.settings import read_settings
from publishing.source.folder import config_file_of

HOST = "127.0.0.1"
# Ratings that somebody tries out, and revisions that never get published, stay away from those of readers.
FOLDER = Path(".help-centre", "preview")


class NothingToShowError(HelpCentreError):
    """The first build failed."""

    exit_status = 1


@click.command()
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes any free one."
)
def preview(port: int) -> None:
    """
    Serve the site and the API while you write, until Ctrl-C.

    Each save is built and checked, and open pages load again; they show what the check finds on them and their open
    work items. Only this machine can open them.
    """
    from feedback_api.app import create_app  # noqa: PLC0415 - takes a while to import, which --help need not wait for
    from feedback_api.preview import pages, preview_server  # noqa: PLC0415 - as above
    from feedback_api.preview.open_items import OpenItems  # noqa: PLC0415 - as above
    from feedback_api.preview.workshop import Workshop  # noqa: PLC0415 - as above
    from feedback_api.running.server import listen  # noqa: PLC0415 - as above
    from feedback_api.service import utc_now  # noqa: PLC0415 - as above
    from feedback_api.settings import NO_RATE_LIMIT, FeedbackSettings  # noqa: PLC0415 - as above
    from feedback_api.trackers.settings import TrackerSettings  # noqa: PLC0415 - as above
    from search_service.settings import SearchSettings  # noqa: PLC0415 - as above

    settings = read_settings(FeedbackSettings)
    items = OpenItems(settings.database_url)
    listener = listen(HOST, port)
    address = f"http://{HOST}:{listener.getsockname()[1]}/"
    search = SearchSettings(index=FOLDER / "index", site=FOLDER / "site")
    places = {"HELP_CENTRE_INDEX": str(search.index), "HELP_CENTRE_SITE": str(search.site)}
    # Material's instant navigation works at the address that the site was built for, and at no other.
    environment = {**os.environ, **places, "HELP_CENTRE_SITE_URL": address}
    workshop = Workshop(config_file_of(), environment, lambda: utc_now().date())
    workshop.renew()
    if not (FOLDER / "site" / "catalogue.json").is_file():
        raise NothingToShowError("The preview has no site to show.", "Repair what is listed above and start it again.")
    feedback = replace(settings, database_url=f"sqlite:///{FOLDER}/feedback.db", rate_limit=NO_RATE_LIMIT)
    app = create_app(search, feedback, TrackerSettings())
    pages.init_app(app, workshop, items)
    workshop.start()
    click.echo(f"Help centre preview on {address}")
    preview_server.serve(listener, app)
    workshop.stop()
