"""What pages of the service say, in the language of the site that they stand in."""

from __future__ import annotations

from flask import Flask

from publishing.translations import said
from search_service.web.page_language import page_language, speak

__all__ = ["init_app", "page_language", "speak", "t"]


def init_app(app: Flask) -> None:
    """Let the templates of *app* say ``t("Search")``."""
    app.jinja_env.globals["t"] = t


def t(text: str, **values: object) -> str:
    """Say *text*, with *values* in the place of its {braces}, in the language of the page."""
    return said(text, page_language()).format(**values)
