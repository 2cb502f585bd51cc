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
    plugins = _plugins(config)
    options = plugins.get("i18n") or {}
    by_folder = isinstance(options, Mapping) and options.get("docs_structure") == "folder"
    names = set(map(_name, plugins))
    site_url = config.get("site_url")
    validation = levels_of(config.get("validation"), "links", _LINKS_BY_DEFAULT)
    is_known = leaves_links(config)
    theme = config.get("theme")
    own_theme = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    extensions = {name.rpartition(".")[2] for name in _named(config.get("markdown_extensions"))}
    return SiteAddresses(
        are_known=is_known and not by_folder,
        site_url=site_url if isinstance(site_url, str) and is_readable(site_url) else "",
        is_final=not isinstance(site_url, DefaultText),
        directory_urls=config.get("use_directory_urls") is not False,
        has_permalinks="help-centre" in names,
        from_docs=validation["absolute_links"] == "relative_to_docs",
        defines_names=bool((names | extensions) & _DEFINES_NAMES or config.get("hooks")),
        refused=frozenset(kind for kind, level in validation.items() if is_known and level == "warn"),
        theme_folder=config_file.parent / own_theme if isinstance(own_theme, str) else None,
    )


def leaves_links(config: Mapping[str, Any]) -> bool:
    """Tell whether no plugin or hook of *config* may change what links and the navigation lead to."""
    return {_name(plugin) for plugin in _plugins(config)} <= _ADDS_NO_PAGES and not config.get("hooks")


def levels_of(validation: Any, part: str, by_default: Mapping[str, str]) -> dict[str, Any]:
    """
    Return what MkDocs does about each kind of *by_default* in a *part* of the site, ``links`` or ``nav``.

    What its configuration says above the parts, in *validation*, counts in both.
    """
    everywhere = validation if isinstance(validation, Mapping) else {}
    of_part = everywhere.get(part)
    told = {**everywhere, **(of_part if isinstance(of_part, Mapping) else {})}
    return {kind: told.get(kind, level) for kind, level in by_default.items()}


class DefaultText(str):
    """A text of the configuration that stands where no environment variable says another."""

    __slots__ = ()


def from_environment(names: Iterable[Any], default: Any = None) -> Any:
    """Return what ``!ENV`` stands for: the first of the variables *names* that is set, else *default*."""
    said = next((os.environ[name] for name in names if isinstance(name, str) and name in os.environ), None)
    if said is not None:
        return said
    return DefaultText(default) if isinstance(default, str) else default


def _plugins(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return _named(config.get("plugins", ["search"]))


def _name(plugin: str) -> str:
    """Return the name of a plugin without that of the theme that has it."""
    return plugin.rpartition("/")[2]


def _named(listed: Any) -> Mapping[str, Any]:
    """Return plugins or extensions with their options, however the configuration lists them."""
    if isinstance(listed, Mapping):
        return {str(name): options for name, options in listed.items()}
    named: dict[str, Any] = {}
    for each in listed if isinstance(listed, list) else []:
        named |= _named(each) if isinstance(each, Mapping) else {str(each): None}
    return named
