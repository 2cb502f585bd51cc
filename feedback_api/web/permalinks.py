"""Permanent links: ``/a/<article id>`` leads to where the article is today."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request

from feedback_api.database.connections import DatabaseUnavailableError
from feedback_api.revisions.published import PublishedArticle
from feedback_api.service import current_feedback
from feedback_api.web.relative import lead_to
from feedback_api.web.site import serve_file
from search_service.web.shell import way_to_root


def permalink_blueprint(site_folder: Path | None) -> Blueprint:
    """
    Answer permanent links with 302, keeping the query; the browser keeps the fragment.

    ``lang`` in the query names a language other than the article's first; one that it is not in means the first.

    While the database is away the page that the build wrote for the link answers.

    :raise 404: no such article.
    """
    blueprint = Blueprint("permalinks", __name__)

    @blueprint.get("/a/<article_id>")
    @blueprint.get("/a/<article_id>/")
    def permalink(article_id: str) -> Response:
        article = _find(article_id)
        if article is not None:
            return _redirect(address_of(article.url))
        if site_folder is None:
            abort(404)
        return serve_file(site_folder.absolute(), request.path.removeprefix("/"))

    return blueprint


def _find(article_id: str) -> PublishedArticle | None:
    published, lang = current_feedback().published, request.args.get("lang")
    try:
        return (published.article(article_id, lang=lang) if lang else None) or published.article(article_id)
    except DatabaseUnavailableError:
        return None


def address_of(article_url: str) -> str:
    """
    Give the address of a page: on this service, or where the site says that it is published.

    On this service it is relative to the request: a proxy may have taken a path away from before it.
    """
    path = quote(article_url, safe="/%")
    if current_app.config["SITE_FOLDER"] is None:
        return f"{current_feedback().published.site_url()}{path}"
    return f"{way_to_root()}{path}"


def _redirect(target: str) -> Response:
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    response = lead_to(f"{target}{query}", status=HTTPStatus.FOUND)
    response.cache_control.no_cache = True
    return response
