"""What pages of the service say, in the language of the site that they stand in."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app, request

from publishing.translations import said
from search_service.web.shell import SHELL_PAGE

_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_PAGE_LANGUAGE = re.compile(r"<html\b[^>]*\blang=\"?([\w-]+)")
_DEFAULT = "en"


def init_app(app: Flask) -> None:
    """Let the templates of *app* say ``t("Search")``."""
    app.jinja_env.globals["t"] = t


def t(text: str, **values: object) -> str:
    """Say *text*, with *values* in the place of its {braces}, in the language of the page."""
    return said(text, page_language()).format(**values)


def page_language() -> str:
    """Give the language that the request names with ``lang``, else that of the site; never what the browser sends."""
    asked = request.args.get("lang", "")
    if _TAG.fullmatch(asked):
        return asked
    site: Path | None = current_app.config.get("SITE_FOLDER")
    return _site_language(site / SHELL_PAGE) if site else _DEFAULT


def _site_language(shell: Path) -> str:
    try:
        return _language_in(shell, shell.stat().st_mtime_ns)
    except OSError:
        return _DEFAULT


@lru_cache(maxsize=4)
def _language_in(shell: Path, modified_ns: int) -> str:  # noqa: ARG001 - the time keys the cache
    found = _PAGE_LANGUAGE.search(shell.read_text(encoding="utf-8", errors="replace")[:1000])
    return found[1] if found else _DEFAULT
