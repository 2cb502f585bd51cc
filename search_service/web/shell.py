"""Pages of the service in the clothes of the site."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from pathlib import Path

from flask import render_template, request
from markupsafe import Markup

from search_service.web.page_language import page_language, shell_page

SLOT = '<div id="help-centre-slot"></div>'
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def render_in_shell(site_folder: Path | None, title: str, body_html: str) -> str:
    """
    Put *body_html*, already escaped, into the shell page of the built site, and *title* into its head.

    The result must be served at depth one (``/search/``, ``/rated/``), where the shell's relative links hold.
    Without a site, or when its shell has no slot, a small page of our own carries the body.
    """
    shell = _read_shell(shell_page(site_folder, page_language())) if site_folder else None
    if shell is None:
        body = Markup(body_html)  # noqa: S704 - see above
        return render_template("search/plain.html", title=title, body=body, root=way_to_root(), lang=page_language())
    before, after = shell
    head = TITLE.sub(lambda _: f"<title>{escape(title)}</title>", before, count=1)
    return f'{head}<div id="help-centre-slot">{body_html}</div>{after}'


def way_to_root() -> str:
    """Lead from the address that was asked for up to the root of the site, wherever a proxy has put that."""
    return "../" * (request.path.count("/") - 1) or "./"


def _read_shell(path: Path) -> tuple[str, str] | None:
    """Give what stands before and after the slot, or None when there is no such page."""
    try:
        modified_ns = path.stat().st_mtime_ns
        return _split(path, modified_ns)
    except OSError:
        return None


@lru_cache(maxsize=4)
def _split(path: Path, modified_ns: int) -> tuple[str, str] | None:  # noqa: ARG001 - the time keys the cache
    before, slot, after = path.read_text(encoding="utf-8").partition(SLOT)
    return (before, after) if slot else None
