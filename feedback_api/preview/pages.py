"""What makes a page of the preview more than one of the site: a panel, and files that are never kept."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, Flask, Response, request, send_from_directory
from pydantic import BaseModel, ConfigDict, Field

from feedback_api.preview.open_items import OpenItem, OpenItems
from feedback_api.preview.workshop import Progress, Source, Workshop
from feedback_api.sign_in.staff_language import staff_language
from publishing.rules.finding import Finding
from publishing.translations import said, said_many

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
    words: Annotated[dict[str, str], Field(description="what the panel says, in the language of the browser")]


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
        lang = staff_language(request)
        open_items = items.of(source.article_id, lang, written_in=source.lang) if source.article_id else []
        answer = PageState(
            build=progress.build,
            building=progress.building,
            problem=progress.problem,
            findings=[_shown(finding) for finding in here],
            findings_elsewhere=len(progress.findings) - len(here),
            work_items=open_items,
            words=_words(lang, progress, len(here), len(open_items)),
        )
        return Response(answer.model_dump_json(), mimetype="application/json")

    @blueprint.get(f"{PREFIX}/<any('panel.css', 'panel.js'):name>")
    def asset(name: str) -> Response:
        """Send what the panel is made of."""
        mimetype = "text/css" if name.endswith(".css") else "text/javascript"
        return send_from_directory("preview/assets", name, mimetype=mimetype)

    return blueprint


def _words(lang: str, progress: Progress, here: int, items: int) -> dict[str, str]:
    """Say what the panel says of a page with so many findings and open *items*."""
    elsewhere = len(progress.findings) - here
    return {
        "panel": said("Preview", lang),
        "title": _title(lang, progress, here, items),
        "elsewhere": said_many(
            "On other pages: {number} finding.", "On other pages: {number} findings.", elsewhere, lang
        ),
        "line": said("Line {number}: {message}", lang),
        "stopped": said("The preview has stopped.", lang),
        "start_again": said("Start it again with help-centre preview.", lang),
    }


def _title(lang: str, progress: Progress, here: int, items: int) -> str:
    if progress.building:
        return said("Preview: building \u2026", lang)
    if progress.problem:
        return said("Preview: the site was not built", lang)
    found = said_many("{number} finding on this page", "{number} findings on this page", here, lang)
    none = said("nothing found on this page", lang)
    waits = said_many(", {number} open work item", ", {number} open work items", items, lang) if items else ""
    return said("Preview: {found}{waits}", lang).format(found=found if here else none, waits=waits)


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
