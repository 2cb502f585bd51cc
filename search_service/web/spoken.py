"""What pages of the service say, in the language of the site that they stand in."""

from __future__ import annotations

from flask import Flask
from markupsafe import Markup, escape

from publishing.translations import said, said_many
from search_service.web.page_language import page_language, speak, to_search, to_start

__all__ = ["init_app", "page_language", "speak", "t"]


def init_app(app: Flask) -> None:
    """
    Let the templates of *app* say ``t("Search")`` and ``tn("{number} hit", "{number} hits", number)``.

    ``to_start()`` and ``to_search()`` lead to pages of the site in the same language.
    """
    app.jinja_env.globals.update(t=_in_template, tn=_of_many, to_start=to_start, to_search=to_search)


def t(text: str, **values: object) -> str:
    """Say *text*, with *values* in the place of its {braces}, in the language of the page."""
    return said(text, page_language()).format(**values)


def _in_template(text: str, **values: object) -> Markup:
    """Say *text* as HTML: *values* that are markup stay it, and all else is escaped."""
    spoken = escape(said(text, page_language()))
    return spoken.format(**values) if values else spoken


def _of_many(one: str, many: str, number: float, **values: object) -> Markup:
    """Say what fits *number* as HTML."""
    return escape(said_many(one, many, number, page_language(), **values))
