"""The results page: search without JavaScript, with an address of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

from search_service.answers.engine import QueryTooLongError
from search_service.schemas import MAX_QUERY_CHARS, SearchQuery, SearchResponse
from search_service.web.errors import FieldError, parse
from search_service.web.page_language import SHELL_PAGE, search_page_of
from search_service.web.search import answer, current_engine
from search_service.web.shell import render_in_shell
from search_service.web.spoken import page_language, t

blueprint = Blueprint("search_pages", __name__, template_folder="templates")
CONTACT_ARTICLE = "contact"
MAX_SAID_CHARS = 120


@dataclass(frozen=True)
class PageLinks:
    """Where the results page leads, relative to itself."""

    previous: str | None
    next: str | None
    correction: str | None
    contact: str | None


@blueprint.record
def _take_language_codes(state: BlueprintSetupState) -> None:
    state.app.url_map.converters.update(language_code=_LanguageCode)


class _LanguageCode(BaseConverter):
    """A language as mkdocs-static-i18n names it: a page ``/search-tips/`` of the site is none of ours."""

    regex = "[a-z]{2}(?:[-_][A-Za-z]{2,4})*"


@blueprint.get("/search/")
@blueprint.get("/search-<language_code:_lang>/")
def results(_lang: str = "") -> Response:
    """
    Show the results of a search as a page, or the empty search form; each later language of a site has such a page.

    Another way of writing one, and a language that the site does not have, lead to the page that there is.

    :raise 400: the query is too long.
    :raise 422: a parameter is wrong.
    """
    site: Path | None = current_app.config.get("SITE_FOLDER")
    own = search_page_of(site, _lang) if _lang and site and (site / SHELL_PAGE).is_file() else ""
    if own and not request.path.endswith(f"/{own}/"):
        return cast("Response", redirect(f"../{own}/?{request.query_string.decode('latin-1')}"))
    try:
        query = parse(SearchQuery, request.args)
        asked = bool(query.q.strip())
        response = answer(query.model_copy(update={"lang": page_language()})) if asked else None
    except (FieldError, QueryTooLongError) as error:
        return _refuse(site, error)
    words = _cut(query.q)
    title = t("Search: {words}", words=words) if asked else t("Search")
    shown = {"query": query, "words": words, "response": response, "links": _links(query, response)}
    body = render_template("search/results.html", **shown, asked=asked, lang=page_language())
    return Response(render_in_shell(site, title, body), mimetype="text/html")


def _cut(words: str) -> str:
    """Leave of *words* as many as a heading has room for: a message that was pasted stands in the box as a whole."""
    return words if len(words) <= MAX_SAID_CHARS else f"{words[:MAX_SAID_CHARS].rstrip()}…"


def _refuse(site: Path | None, error: FieldError | QueryTooLongError) -> Response:
    """
    Say why there are no results, with the words in the form to be shortened or searched for again.

    What is wrong with a parameter is for whoever writes addresses; who follows one needs the first page.
    """
    if isinstance(error, FieldError):
        refusal = t("There are no results at this address."), t("Search here to see the first results.")
    else:
        refusal = error.in_language(page_language())
    query = SearchQuery(q=request.args.get("q", ""))
    shown = {"query": query, "refusal": refusal, "is_too_long": len(query.q) > MAX_QUERY_CHARS}
    body = render_template("search/results.html", **shown, most=MAX_QUERY_CHARS)
    return Response(render_in_shell(site, t("Search"), body), status=error.http_status, mimetype="text/html")


def _links(query: SearchQuery, response: SearchResponse | None) -> PageLinks:
    if response is None:
        return PageLinks(None, None, None, None)
    # Who is past the end goes back to the last page.
    last = max(response.total - 1, 0) // query.limit * query.limit
    earlier = max(min(query.offset - query.limit, last), 0)
    later = query.offset + query.limit
    contact = current_engine().get().url_of(CONTACT_ARTICLE, page_language())
    tried = urlencode({"q": query.q, "search_id": response.search_id, "found": response.total})
    return PageLinks(
        previous=_address(query, offset=earlier) if query.offset else None,
        next=_address(query, offset=later) if later < response.total else None,
        correction=_address(query, q=response.correction) if response.correction else None,
        contact=f"../{contact}?{tried}" if contact else None,
    )


def _address(query: SearchQuery, *, q: str | None = None, offset: int = 0) -> str:
    """Give the address of this search with another text or place; what stands at its default is left out."""
    asked = query.model_copy(update={"q": query.q if q is None else q, "offset": offset})
    return "?" + urlencode(asked.model_dump(exclude_defaults=True, exclude_none=True))
