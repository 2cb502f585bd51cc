"""Which addresses a build of MkDocs will have, as far as its configuration tells."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from publishing.source.page_links import is_readable

# Each leaves the addresses of pages as they are and adds no page of its own; of others nobody knows.
_ADDS_NO_PAGES = frozenset((
    "search", "help-centre", "i18n", "minify", "macros", "meta", "privacy", "optimize", "social", "typeset", "tags",
    "awesome-nav", "awesome-pages", "literate-nav", "section-index", "glightbox", "git-revision-date",
    "git-revision-date-localized", "git-authors", "git-committers", "table-reader", "include-markdown", "autolinks",
))  # fmt: skip
# These give a meaning to a name in brackets that its page does not define.
_DEFINES_NAMES = frozenset(("autorefs", "mkdocstrings", "macros", "ezlinks", "roamlinks", "bibtex", "snippets"))
# What MkDocs does about each kind of link unless its configuration says otherwise.
_LINKS_BY_DEFAULT = {"not_found": "warn", "absolute_links": "info", "unrecognized_links": "info"}


@dataclass(frozen=True)
class SiteAddresses:
    """
    How the addresses of a site are made.

    ``site_url`` is empty where nobody knows it; one that is a default, which an environment variable may replace, is
    not ``is_final``: only its host and path may differ. Relative addresses of pages are certain where they
    ``are_known``. ``has_permalinks`` says whether ``a/ID/`` leads to an article, ``from_docs`` whether a path that
    begins with a slash means the folder of all pages, ``defines_names`` whether names in brackets may be defined
    elsewhere, and ``theme_folder`` holds files of the site's own theme. A strict build stops at each of the kinds of
    links that are ``refused``, as MkDocs calls them.
    """

    are_known: bool = False
    site_url: str = ""
    is_final: bool = True
    directory_urls: bool = True
    has_permalinks: bool = False
    from_docs: bool = False
    defines_names: bool = True
    theme_folder: Path | None = None
    refused: frozenset[str] = frozenset()

    @property
    def root(self) -> str:
        """The path of the site on its host, with a slash at both ends; empty where nobody knows it."""
        return f"/{urlsplit(self.site_url).path.strip('/')}/".replace("//", "/") if self.site_url else ""


def addresses_of(config: Mapping[str, Any], config_file: Path) -> SiteAddresses:
    """Tell how the site of *config*, the fields of *config_file*, makes its addresses."""
    plugins = _named(config.get("plugins", ["search"]))
    options = plugins.get("i18n") or {}
    by_folder = isinstance(options, Mapping) and options.get("docs_structure") == "folder"
    names = {name.rpartition("/")[2] for name in plugins}
    site_url = config.get("site_url")
    validation = _LINKS_BY_DEFAULT | _told_of_links(config.get("validation"))
    leaves_links = names <= _ADDS_NO_PAGES and not config.get("hooks")
    theme = config.get("theme")
    own_theme = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    extensions = {name.rpartition(".")[2] for name in _named(config.get("markdown_extensions"))}
    return SiteAddresses(
        are_known=leaves_links and not by_folder,
        site_url=site_url if isinstance(site_url, str) and is_readable(site_url) else "",
        is_final=not isinstance(site_url, DefaultText),
        directory_urls=config.get("use_directory_urls") is not False,
        has_permalinks="help-centre" in names,
        from_docs=validation["absolute_links"] == "relative_to_docs",
        defines_names=bool((names | extensions) & _DEFINES_NAMES or config.get("hooks")),
        refused=frozenset(kind for kind, level in validation.items() if leaves_links and level == "warn"),
        theme_folder=config_file.parent / own_theme if isinstance(own_theme, str) else None,
    )


def _told_of_links(validation: Any) -> dict[str, Any]:
    """Return what the configuration says of kinds of links; what it says above ``links`` counts there as well."""
    everywhere = validation if isinstance(validation, Mapping) else {}
    links = everywhere.get("links")
    told = {**everywhere, **(links if isinstance(links, Mapping) else {})}
    return {kind: told[kind] for kind in _LINKS_BY_DEFAULT if kind in told}


class DefaultText(str):
    """A text of the configuration that stands where no environment variable says another."""

    __slots__ = ()


def from_environment(names: Iterable[Any], default: Any = None) -> Any:
    """Return what ``!ENV`` stands for: the first of the variables *names* that is set, else *default*."""
    said = next((os.environ[name] for name in names if isinstance(name, str) and name in os.environ), None)
    if said is not None:
        return said
    return DefaultText(default) if isinstance(default, str) else default


def _named(listed: Any) -> Mapping[str, Any]:
    """Return plugins or extensions with their options, however the configuration lists them."""
    if isinstance(listed, Mapping):
        return {str(name): options for name, options in listed.items()}
    named: dict[str, Any] = {}
    for each in listed if isinstance(listed, list) else []:
        named |= _named(each) if isinstance(each, Mapping) else {str(each): None}
    return named
