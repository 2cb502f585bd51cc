"""
What a build tells of the languages of a site: the files of mkdocs-static-i18n, which builds once for each language.

Files are told apart by what that plugin notes on them: ``locale`` is the language of the file, ``locale_alternate_of``
the one that is built, ``norm_src_uri`` its path without a language, ``alternates`` the same page in each language.
Without the plugin none of it is there, and a site has one language.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from publishing.articles.language_tag import language_tag
from publishing.articles.meta import date_of
from publishing.source.dates import last_changes
from publishing.source.languages import LANGUAGES_PLUGIN
from publishing.translations import said
from publishing.videos.files import CAPTIONS_IN_LANGUAGE, CAPTIONS_SUFFIX

_SECTION_LINK = "Link to this section"
_ROOT = re.compile(r"<html\b[^>]*>")
_TOLD = re.compile(r"""\slang=(?:"[^"]*"|'[^']*'|[^\s>]+)""")


@dataclass(frozen=True)
class Translation:
    """The same page in another language: its code, what the language calls itself, and the page's address."""

    lang: str
    name: str
    url: str


def later_language(config: Any) -> str:
    """Return the language that is being built after the first one of the site; empty while the first one is."""
    return told_language(config) if _is_later(config) else ""


def folder_of_pages(config: Any) -> Path:
    """Return the folder of the site that the language which is built has to itself; the site's own for the first."""
    plugin = config.plugins.get(LANGUAGES_PLUGIN)
    return Path(config.site_dir, str(plugin.current_language) if _is_later(config) else "")


def _is_later(config: Any) -> bool:
    return bool(getattr(config.plugins.get(LANGUAGES_PLUGIN), "building", False))


def language_of_theme(config: Any) -> str:
    """Return the language that the theme speaks."""
    return str(config.theme.get("language") or config.theme.locale.language)


def told_language(config: Any) -> str:
    """Return what pages call their language where several are built; empty where the theme alone tells it."""
    told = getattr(config.plugins.get(LANGUAGES_PLUGIN), "current_language", None)
    return language_tag(str(told)) if told else ""


def in_own_language(html: str, lang: str) -> str:
    """Let the page *html* tell *lang*, unless that is empty: Material says ``pt`` on Brazilian pages too."""

    def of_root(tag: re.Match[str]) -> str:
        return f'<html lang="{lang}"{_TOLD.sub("", tag[0]).removeprefix("<html")}'

    return _ROOT.sub(of_root, html, count=1) if lang else html


def translations_of_page(page: Any, config: Any) -> tuple[Translation, ...]:
    """Name the translations of *page*, for links to them; none where the theme links to them by itself."""
    plugin = config.plugins.get(LANGUAGES_PLUGIN)
    if plugin is None or config.extra.get("alternate"):
        return ()
    found = getattr(page.file, "alternates", None) or {}
    return tuple(
        Translation(language.locale, language.name, found[language.locale].url)
        for language in plugin.config.languages
        if language.locale in found and found[language.locale].locale == language.locale != page.file.locale
    )


def speak(config: Any, section_link: str) -> None:
    """
    Let the theme say what it has words for, and *section_link*, what each heading's link is called in English.

    Material has none for every country that the plugin knows: ``en`` serves for ``en-GB``.
    """
    tag = language_tag(language_of_theme(config))
    words = [Path(folder, "partials", "languages") for folder in config.theme.dirs]
    wanted = (tag, tag.partition("-")[0], "en")
    known = [lang for lang in wanted if any((folder / f"{lang}.html").is_file() for folder in words)]
    if known:
        config.theme["language"] = known[0]
    if section_link == _SECTION_LINK:
        config.mdx_configs["toc"]["permalink_title"] = said("Link to this section", language_of_theme(config))


def set_apart(html: str, file: Path) -> str:
    """Write a page that every language has under one name to *file*, and leave nothing for the first language's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8")
    return ""


def place_of(file: Any) -> str:
    """Return the path of a page without what names its language, so that translations share one id."""
    place: str = getattr(file, "norm_src_uri", None) or file.src_uri
    return place


def is_fallback(file: Any) -> bool:
    """Tell whether the page stands among those of another language because nobody has translated it."""
    return getattr(file, "locale", None) != getattr(file, "locale_alternate_of", None)


def leave_captions_in_place(files: Iterable[Any], site_folder: Path) -> None:
    """Publish ``save.de.vtt`` where players look for it: the plugin takes it for ``save.vtt`` of the German pages."""
    for file in files:
        named = CAPTIONS_IN_LANGUAGE.search(file.src_uri)
        if named and Path(file.dest_uri).name == f"{Path(file.src_uri).name[: -len(named[0])]}{CAPTIONS_SUFFIX}":
            file.dest_uri, file.url = file.src_uri, quote(file.src_uri)
            file.abs_dest_path = str(site_folder / file.src_uri)


def older_translations(files: Iterable[Any], docs_folder: Path, config: Any) -> dict[str, date]:
    """Return the day on which the original of each translation, by its source path, was changed after it, by Git."""
    found = {file.src_uri: original_of(file, config) for file in files if not is_fallback(file)}
    originals = {path: original.src_uri for path, original in found.items() if original is not None}
    changes = last_changes(docs_folder, {*originals, *originals.values()})
    return {
        path: changes[original]
        for path, original in originals.items()
        if path in changes and original in changes and changes[original] > changes[path]
    }


def still_older(page: Any, changed_on: date | None) -> date | None:
    """
    Return *changed_on*, the day on which the original of *page* was changed after it; None once that was looked at.

    Whoever finds that the change needs no other words says so with ``reviewed:`` in its front matter.
    """
    reviewed = date_of(page.meta.get("reviewed"))
    return None if changed_on is None or (reviewed and reviewed >= changed_on) else changed_on


def note_of_age(page: Any, original: Any) -> str:
    """Write what stands above a translation that is older than its *original*, a file."""
    address = posixpath.relpath(original.url or ".", page.url or ".") + ("/" if original.url.endswith("/") else "")
    older = said("This translation is older than its original.", page.file.locale)
    link = said("Read the original", page.file.locale)
    # The class keeps the line out of the article's words.
    return (
        f'<p class="md-source-file hc-older">{older} '
        f'<a href="{escape(address)}" hreflang="{escape(original.locale)}">{link}</a></p>\n'
    )


def original_of(file: Any, config: Any) -> Any:
    """Return the same page in the first language; None for a page that is no translation."""
    plugin = config.plugins.get(LANGUAGES_PLUGIN)
    original = (getattr(file, "alternates", None) or {}).get(plugin.default_language) if plugin else None
    return original if original is not None and original.locale not in {file.locale, None} else None
