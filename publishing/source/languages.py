"""Which language a page of the sources is in, and where its translations stand: what the names of files tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

LANGUAGES_PLUGIN = "i18n"
# That of a theme which is told none.
_DEFAULT_LANGUAGE = "en"
# What mkdocs-static-i18n takes for a language in the name of a folder or file, one of the site or not.
_NAMES_A_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")


@dataclass(frozen=True)
class PageLanguages:
    """
    The languages of a site, as its files tell them.

    A translation of ``a/b.md`` into ``de`` is ``a/b.de.md`` or, on a site with languages ``in_folders``, ``de/a/b.md``;
    the *place* of both is ``a/b.md``, which ids, addresses and the list of published links are made of. ``named`` are
    the languages that names may tell, the ``first`` among them. A site ``shows_untranslated`` pages in the other
    languages too, or leaves them out there.
    """

    first: str = ""
    named: frozenset[str] = frozenset()
    in_folders: bool = False
    shows_untranslated: bool = True

    def language_of(self, path: str) -> str:
        """Return the language of the page at *path*: the one that its name tells, else the first."""
        return self._told_by(path) or self.first

    def is_translation(self, path: str) -> bool:
        """Tell whether the page at *path* is in another language than the first."""
        return self._told_by(path) not in {"", self.first}

    def is_left_out(self, path: str) -> bool:
        """Tell whether *path* names a language that the site does not have: no build takes it."""
        return self.lacking_language_of(path) != ""

    def lacking_language_of(self, path: str) -> str:
        """Return the language that *path* names and the site does not have; empty where there is none such."""
        parts = path.split("/", 1) if self.in_folders else _stem(path).rsplit(".", 1)[::-1]
        is_lacking = self.named and parts[0] not in self.named and _NAMES_A_LANGUAGE.fullmatch(parts[0])
        return parts[0] if is_lacking and len(parts) > 1 else ""

    def place_of(self, path: str) -> str:
        """Return *path* without what tells its language."""
        lang = self._told_by(path)
        if not lang:
            return path
        if self.in_folders:
            return path.removeprefix(f"{lang}/")
        page = PurePosixPath(path)
        return str(page.with_name(page.stem.rpartition(".")[0] + page.suffix))

    def path_in(self, lang: str, place: str) -> str:
        """Return where the page, or the folder, at *place* stands in *lang*."""
        if self.in_folders:
            return f"{lang}/{place}" if lang else place
        page = PurePosixPath(place)
        return (
            place
            if lang in {"", self.first} or not page.name
            else str(page.with_name(f"{page.stem}.{lang}{page.suffix}"))
        )

    def opened_by(self, path: str, lang: str) -> tuple[str, ...]:
        """Return which pages a link to *path* may open from a page in *lang*: the first of them that is there."""
        if self.in_folders and self._told_by(path) not in {"", lang, self.first}:
            return (path,)
        if self.in_folders:
            place = self.place_of(path)
            return tuple(dict.fromkeys((self.path_in(lang, place), *self._in_the_first(place))))
        if lang in {"", self.first}:
            return (path,)
        return (self.path_in(lang, path), path) if self.shows_untranslated else (self.path_in(lang, path),)

    def _in_the_first(self, place: str) -> tuple[str, ...]:
        return (self.path_in(self.first, place), place) if self.shows_untranslated else (place,)

    def _told_by(self, path: str) -> str:
        if not self.named:
            return ""
        if self.in_folders:
            lang, stem, _ = path.partition("/")
        else:
            stem, _, lang = _stem(path).rpartition(".")
        return lang if stem and lang in self.named else ""


def _stem(path: str) -> str:
    """Return what ``PurePosixPath.stem`` does of the path of a file, in a tenth of the time: a check asks often."""
    name = path.rpartition("/")[2]
    stem, _, suffix = name.rpartition(".")
    return stem if stem and suffix else name


def languages_of(config: Mapping[str, Any]) -> PageLanguages:
    """Return the languages that *config*, the fields of ``mkdocs.yml``, gives to the plugin mkdocs-static-i18n."""
    options = plugins_of(config).get(LANGUAGES_PLUGIN)
    options = options if isinstance(options, dict) else {}
    listed = options.get("languages")
    languages = [each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict)]
    default = next((str(each.get("locale") or "") for each in languages if each.get("default") is True), None)
    return PageLanguages(
        first=_language_of_theme(config) if default is None else default,
        named=frozenset(str(each["locale"]) for each in languages if "locale" in each),
        in_folders=bool(languages) and options.get("docs_structure") == "folder",
        shows_untranslated=options.get("fallback_to_default") is not False,
    )


def _language_of_theme(config: Mapping[str, Any]) -> str:
    theme = config.get("theme")
    options = theme if isinstance(theme, dict) else {}
    told = options.get("language", options.get("locale", _DEFAULT_LANGUAGE))
    return told if isinstance(told, str) else ""


def plugins_of(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the options of each plugin of *config* by its name; MkDocs takes them as a list, and as a mapping."""
    plugins = config.get("plugins")
    if isinstance(plugins, dict):
        return {str(name): options for name, options in plugins.items()}
    found: dict[str, Any] = {}
    for plugin in plugins if isinstance(plugins, list) else ():
        found |= plugin if isinstance(plugin, dict) else {str(plugin): None}
    return found
