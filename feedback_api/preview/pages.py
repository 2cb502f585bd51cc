"""What makes a page of the preview more than one of the site: a panel, and files that are never kept."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, Flask, Response, request, send_from_directory
from pydantic import BaseModel, ConfigDict, Field

from feedback_api.preview.open_items import OpenItem, OpenItems
from feedback_api.preview.workshop import Source, Workshop
from publishing.rules.finding import Finding

PREFIX = "/api/preview"
PANEL = (
    f'<link rel="stylesheet" href="{PREFIX}/panel.css">\n'
    f'<script type="module" src="{PREFIX}/panel.js"></script>\n'
).encode()  # fmt: skip
# With these a browser would be sent compressed pages, into which nothing can be put, or none at all.
NOT_ASKED_FOR = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


class ShownFinding(BaseModel):
    """A finding of the content check, without the path that the page knows."""

    model_config = ConfigDict(frozen=True)

    line: int
    code: str
    message: str
    hint: str


class PageState(BaseModel):
    """What a page of the preview shows of itself."""

    model_config = ConfigDict(frozen=True)

    build: Annotated[int, Field(description="number of the build that is served; another one: load the page again")]
    building: bool
    problem: Annotated[str, Field(description="what the last build failed with; empty when it did not")]
    findings: list[ShownFinding]
    findings_elsewhere: Annotated[int, Field(description="how many the check has on other pages")]
    work_items: list[OpenItem]


def init_app(app: Flask, workshop: Workshop, items: OpenItems) -> None:
    """Make *app* a preview of what *workshop* builds."""
    app.register_blueprint(_blueprint(workshop, items))
    app.before_request(_ask_for_whole_pages)
    app.after_request(_show_panel)


def _blueprint(workshop: Workshop, items: OpenItems) -> Blueprint:
    blueprint = Blueprint("preview", __name__)

    @blueprint.get(f"{PREFIX}/state")
    def state() -> Response:
        """Tell what there is to show on the page at the address ``page``, relative to the site."""
        progress = workshop.progress
        source = progress.sources.get(request.args.get("page", ""), Source())
        here = [finding for finding in progress.findings if finding.path == source.path]
        answer = PageState(
            build=progress.build,
            building=progress.building,
            problem=progress.problem,
            findings=[_shown(finding) for finding in here],
            findings_elsewhere=len(progress.findings) - len(here),
            work_items=items.of(source.article_id) if source.article_id else [],
        )
        return Response(answer.model_dump_json(), mimetype="application/json")

    @blueprint.get(f"{PREFIX}/<any('panel.css', 'panel.js'):name>")
    def asset(name: str) -> Response:
        """Send what the panel is made of."""
        mimetype = "text/css" if name.endswith(".css") else "text/javascript"
        return send_from_directory("preview/assets", name, mimetype=mimetype)

    return blueprint


def _shown(finding: Finding) -> ShownFinding:
    return ShownFinding(line=finding.line, code=finding.code, message=finding.message, hint=finding.hint)


def _ask_for_whole_pages() -> None:
    for name in NOT_ASKED_FOR:
        request.environ.pop(name, None)


def _show_panel(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    if response.mimetype == "text/html":
        response.direct_passthrough = False
        response.set_data(response.get_data().replace(b"</head>", PANEL + b"</head>", 1))
    return response
