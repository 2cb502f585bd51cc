"""``help-centre serve``: site and API on one port."""

from __future__ import annotations

import click

from publishing.settings import read_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for all.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes any free one."
)
def serve(host: str, port: int) -> None:
    """
    Serve the site and the API until Ctrl-C.

    Where there is a mkdocs.yml and nothing was built yet, the site is built first.
    """
    # The server and what it needs take a while to import, which other commands need not wait for.
    from feedback_api.preparation import check_settings, prepare_to_serve  # noqa: PLC0415 - see above
    from feedback_api.running import server  # noqa: PLC0415 - see above
    from feedback_api.service import utc_now  # noqa: PLC0415 - see above
    from feedback_api.settings import FeedbackSettings  # noqa: PLC0415 - see above
    from search_service.answers.current_engine import CurrentEngine  # noqa: PLC0415 - see above
    from search_service.commands.build import build_first  # noqa: PLC0415 - see above
    from search_service.settings import SearchSettings  # noqa: PLC0415 - see above

    settings = read_settings(FeedbackSettings)
    check_settings()
    listener = server.listen(host, port)
    search = read_settings(SearchSettings)
    build_first(search)
    prepare_to_serve(search, settings, clock=utc_now).database.close()
    CurrentEngine(search).get()
    server.serve(listener, settings.workers)
