"""The built site: files, served so that a phone gets few bytes and never a stale page."""

from __future__ import annotations

import gzip
import mimetypes
import os
import re
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, send_file
from werkzeug.routing import PathConverter
from werkzeug.security import safe_join

from feedback_api.web.old_addresses import led_on_to
from feedback_api.web.relative import lead_to
from feedback_api.web.security import content_security_policy
from publishing.fallback.index import STATIC_INDEX_PATH
from publishing.theme.bundled_scripts import BUNDLES
from publishing.theme.folders import ASSETS, ENTRY_SCRIPT

_LANGUAGE_FOLDER = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})*/")
HASHED = re.compile(r"\.[0-9a-f]{8,}\.(min\.)?(css|js|map)$")
YEAR_SECONDS = 31_536_000
HOUR_SECONDS = 3600
DAY_SECONDS = 86_400
# What searches while nothing answers: a browser that has it once need not ask whether it is still the newest.
FOR_AN_OUTAGE = (STATIC_INDEX_PATH, *({f"{ASSETS}/{name}" for name in BUNDLES} - {ENTRY_SCRIPT}))
# Where the application keeps what the pages of the site may load from elsewhere; the service's own pages load nothing.
PAGE_ORIGINS = "HELP_CENTRE_PAGE_ORIGINS"
INDEX = "index.html"
TEXT_SUFFIXES = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".vtt", ".webmanifest", ".map"})
MIN_COMPRESSED_BYTES = 500
MAX_TEXT_BYTES = 4 * 1024 * 1024
# What the machine's own table may not know, or know wrongly.
TYPES = {
    ".vtt": "text/vtt",
    ".js": "text/javascript",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
}
ENCODINGS = {"br": ".br", "gzip": ".gz"}


def site_blueprint(folder: Path) -> Blueprint:
    """
    Serve the files below *folder*, read anew at each request: a build swaps the folder under a running service.

    :raise 404: no such file; the site's own 404 page answers.
    """
    blueprint = Blueprint("site", __name__)
    blueprint.record(lambda state: state.app.url_map.converters.update(site_path=_SitePath))
    root = folder.absolute()

    @blueprint.get("/")
    @blueprint.get("/<site_path:path>")
    def page(path: str = "") -> Response:
        return serve_file(root, path)

    return blueprint


class _SitePath(PathConverter):
    """A path of the site; what lies below the API and is no route of it is not found, whatever the method."""

    regex = "(?!api/)[^/].*?"


def serve_file(root: Path, path: str) -> Response:
    """
    Answer with the file at *path* below *root*; a folder answers with its index page.

    A folder without its slash answers 308, so that relative links hold and a form's method is kept. An old address
    answers 302 with where its page is now; where single sections went elsewhere its page leads on itself.
    """
    old = led_on_to(root, path)
    if old is not None:
        return lead_to(f"./{_with_query(old)}", status=HTTPStatus.FOUND)
    file = _find(root, path)
    if file is None or file.suffix in ENCODINGS.values():
        return _not_found(root, path)
    if file.name == INDEX and path and not path.endswith(("/", INDEX)):
        return lead_to(f"./{_with_query(f'{file.parent.name}/')}", status=HTTPStatus.PERMANENT_REDIRECT)
    return _send(file)


def _find(root: Path, path: str) -> Path | None:
    """Find the file at *path*, or the index page of the folder there; None when there is none, or can be none."""
    found = safe_join(str(root), path) if "\0" not in path else None
    if found is None:
        return None
    file = Path(found)
    try:
        return next((candidate for candidate in (file / INDEX, file) if candidate.is_file()), None)
    except OSError:  # a name that is longer than any file's
        return None


def _with_query(location: str) -> str:
    """Put the query of the request before the fragment of *location*; without one the browser keeps its own."""
    page, mark, anchor = location.partition("#")
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return f"{page}{query}{mark}{anchor}"


def _not_found(root: Path, path: str) -> Response:
    """Say so in the language of the pages around *path*: those of each later language stand in a folder of theirs."""
    own = root / path.partition("/")[0] / "404.html"
    page = own if _LANGUAGE_FOLDER.match(path) and own.is_file() else root / "404.html"
    if not page.is_file():
        abort(404)
    response = _send(page, conditional=False)
    response.status_code = 404
    return response


def _send(file: Path, *, conditional: bool = True) -> Response:
    """Send text whole, compressed for who takes it; stream the rest, in ranges for who asks."""
    mimetype = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    status = file.stat()
    if file.suffix in TEXT_SUFFIXES and status.st_size <= MAX_TEXT_BYTES and "Range" not in request.headers:
        response = _text(file, status, mimetype)
        if conditional:
            response.make_conditional(request)
    else:
        response = send_file(file, mimetype=mimetype, conditional=conditional)
    _set_caching(response, file)
    if file.suffix == ".html":
        response.headers["Content-Security-Policy"] = _policy(
            file, status.st_mtime_ns, current_app.config[PAGE_ORIGINS]
        )
    return response


def _text(file: Path, status: os.stat_result, mimetype: str) -> Response:
    """Answer from the file that lies compressed beside it, else compressed here and kept in memory."""
    accepted = [encoding for encoding in ENCODINGS if request.accept_encodings.quality(encoding) > 0]
    ready = next((name for name in accepted if Path(f"{file}{ENCODINGS[name]}").is_file()), None)
    if ready:
        body, encoding = Path(f"{file}{ENCODINGS[ready]}").read_bytes(), ready
    elif "gzip" in accepted and status.st_size >= MIN_COMPRESSED_BYTES:
        body, encoding = _gzipped(file, status.st_mtime_ns, status.st_size), "gzip"
    else:
        body, encoding = file.read_bytes(), ""
    response = Response(body, mimetype=mimetype)
    if encoding:
        response.content_encoding = encoding
    response.set_etag(f"{status.st_mtime_ns:x}-{status.st_size:x}{encoding}")
    response.last_modified = datetime.fromtimestamp(status.st_mtime, UTC)
    return response


@lru_cache(maxsize=512)
def _gzipped(file: Path, _changed_ns: int, _size_bytes: int) -> bytes:
    """Compress *file*; its time and size are part of what is remembered."""
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


@lru_cache(maxsize=4096)
def _policy(file: Path, _changed_ns: int, origins: tuple[str, ...]) -> str:
    """Read *file* for its inline scripts; its time is part of what is remembered."""
    return content_security_policy(file.read_bytes(), origins)


def _set_caching(response: Response, file: Path) -> None:
    if file.suffix in TEXT_SUFFIXES:
        response.vary.add("Accept-Encoding")
    if HASHED.search(file.name):
        response.cache_control.public = True
        response.cache_control.max_age = YEAR_SECONDS
        response.cache_control.immutable = True
    elif file.as_posix().endswith(FOR_AN_OUTAGE):
        # Used at once, and made new behind it (RFC 5861): `no-cache` would ask a server that is gone.
        response.cache_control.max_age = 0
        response.cache_control.stale_while_revalidate = DAY_SECONDS
    elif file.suffix in TEXT_SUFFIXES:
        response.cache_control.no_cache = True
    else:
        response.cache_control.no_cache = None
        response.cache_control.max_age = HOUR_SECONDS
