"""
What a build tells of the languages of a site: the files of mkdocs-static-i18n, which builds once for each language.

Files are told apart by what that plugin notes on them: ``locale`` is the language of the file, ``locale_alternate_of``
the one that is built, ``norm_src_uri`` its path without a language, ``alternates`` the same page in each language.
Without the plugin none of it is there, and a site has one language.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from publishing.page_meta import date_of
from publishing.source_dates import last_changes
from publishing.translations import said

LANGUAGES_PLUGIN = "i18n"


def place_of(file: Any) -> str:
    """Return the path of a page without what names its language, so that translations share one id."""
    place: str = getattr(file, "norm_src_uri", None) or file.src_uri
    return place


def is_fallback(file: Any) -> bool:
    """Tell whether the page stands among those of another language because nobody has translated it."""
    return getattr(file, "locale", None) != getattr(file, "locale_alternate_of", None)


def older_translations(files: Iterable[Any], docs_folder: Path) -> dict[str, date]:
    """Return the day on which the original of each translation, by its source path, was changed after it, by Git."""
    originals = {
        file.src_uri: _original(file).src_uri for file in files if _original(file) is not None and not is_fallback(file)
    }
    changes = last_changes(docs_folder, {*originals, *originals.values()})
    return {
        path: changes[original]
        for path, original in originals.items()
        if path in changes and original in changes and changes[original] > changes[path]
    }


def note_of_age(page: Any, changed_on: date | None) -> str:
    """
    Write what stands above a translation whose original was changed on *changed_on*; nothing when it is up to date.

    Whoever finds that the change needs no other words says so with ``reviewed:`` in its front matter.
    """
    original = _original(page.file)
    reviewed = date_of(page.meta.get("reviewed"))
    if changed_on is None or original is None or (reviewed and reviewed >= changed_on):
        return ""
    address = posixpath.relpath(original.url or ".", page.url or ".") + ("/" if original.url.endswith("/") else "")
    older = said("This translation is older than its original.", page.file.locale)
    link = said("Read the original", page.file.locale)
    # The class keeps the line out of the article's words.
    return (
        f'<p class="md-source-file hc-older">{older} '
        f'<a href="{escape(address)}" hreflang="{escape(original.locale)}">{link}</a></p>\n'
    )


def _original(file: Any) -> Any:
    """Return the same page in the first language; None for a page that is no translation."""
    alternates = getattr(file, "alternates", None) or {}
    found = (other for other in alternates.values() if other.src_uri == place_of(file) and other is not file)
    return next(found, None) if getattr(file, "localization", None) else None
