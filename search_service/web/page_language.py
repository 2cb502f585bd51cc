"""The language that a page of the service speaks, and the page of the site that carries it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from flask import current_app, g, request

from publishing.articles.language_tag import language_tag

SHELL_PAGE = Path("search") / "index.html"
_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_PAGE_LANGUAGE = re.compile(r"<html\b[^>]*\blang=\"?([\w-]+)")
_OF_PATH = re.compile(rf"/search-({_TAG.pattern})/")
_DEFAULT = "en"


def speak(lang: str) -> None:
    """Let the answer to this request be in *lang*, that of the article which it is about."""
    g.page_language = lang


def speak_as_asked(asked: object) -> None:
    """Let the answer to this request be in the language *asked* for, when that is one and none was chosen before."""
    if "page_language" not in g and isinstance(asked, str) and _TAG.fullmatch(asked):
        speak(asked)


def chosen_language() -> str | None:
    """Give the language of what the request is about, else what it names with ``lang``; None when it tells neither."""
    asked = request.args.get("lang", "")
    return str(g.page_language) if "page_language" in g else asked if _TAG.fullmatch(asked) else None


def page_language() -> str:
    """
    Give the language of what the request is about, else what it names with ``lang``, else that of the site.

    A later language of a site has a search page of its own, such as ``/search-de/``. The browser is not asked.
    """
    chosen = chosen_language()
    if chosen:
        return chosen
    of_path = _OF_PATH.fullmatch(request.path)
    if of_path:
        return of_path[1]
    return site_language()


def site_language() -> str:
    """Give the first language of the site."""
    site: Path | None = current_app.config.get("SITE_FOLDER")
    return _site_language(site / SHELL_PAGE) if site else _DEFAULT


def shell_page(site_folder: Path, lang: str) -> Path:
    """Give the page of the site that results and answers in *lang* are put into: that of its first language else."""
    own = site_folder / f"search-{lang}" / SHELL_PAGE.name
    return own if own.is_file() else site_folder / SHELL_PAGE


def search_page_of(site_folder: Path, lang: str) -> str:
    """Return the folder of the site that has the search page in *lang*, however that is written; else the first's."""
    names = {
        language_tag(file.parent.name.removeprefix("search-")).lower(): file.parent.name
        for file in site_folder.glob(f"search-*/{SHELL_PAGE.name}")
    }
    return names.get(language_tag(lang).lower(), SHELL_PAGE.parent.name)


def to_search() -> str:
    """Lead from a page of the service, one folder deep in the site, to the search page in its language."""
    site: Path | None = current_app.config.get("SITE_FOLDER")
    return f"../{search_page_of(site, page_language()) if site else SHELL_PAGE.parent.name}/"


def to_start() -> str:
    """Lead from a page of the service, one folder deep in the site, to where the site begins in its language."""
    site: Path | None = current_app.config.get("SITE_FOLDER")
    folder = search_page_of(site, page_language()).partition("-")[2] if site else ""
    return f"../{folder}/" if folder and site and (site / folder / "index.html").is_file() else "../"


def _site_language(shell: Path) -> str:
    try:
        return _language_in(shell, shell.stat().st_mtime_ns)
    except OSError:
        return _DEFAULT


@lru_cache(maxsize=4)
def _language_in(shell: Path, modified_ns: int) -> str:  # noqa: ARG001 - the time keys the cache
    found = _PAGE_LANGUAGE.search(shell.read_text(encoding="utf-8", errors="replace")[:1000])
    return found[1] if found else _DEFAULT
