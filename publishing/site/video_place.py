"""Where the video of a page lies, in the sources and on the site: what the video extension is told of each page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from publishing.site.languages import is_fallback, language_of_theme
from publishing.source.languages import LANGUAGES_PLUGIN, PageLanguages
from publishing.video import folder_url
from publishing.videos.files import FRONT_MATTER_FIELD, folder_of_video


def video_place(lines: Iterable[re.Match[str]], page: Any, config: Any, told: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the options of the video extension for a *page* with these video *lines*; *told* are those of the site.

    The video may stand beside the page or, on a site with a folder for each language, beside the same page in the
    first language; and it may be named by a path into any of these folders.
    """
    languages = _languages_in_folders(config)
    beside = [posixpath.dirname(path) for path in _same_page(page.file.src_uri, languages)]
    folders = {Path(config.docs_dir, folder): folder for folder in beside}
    named = next((line["name"] for line in lines), None)
    folder = folder_of_video(list(folders), named) if named else next(iter(folders))
    return {
        "lang": language_of_theme(config),
        **told,
        "folder": str(folder),
        "base_url": folder_url(_published(folders[folder], languages), page.url),
        "published_name": partial(_published_name, folder=folders[folder], languages=languages),
        "video": page.meta.get(FRONT_MATTER_FIELD),
        "written_in": page.file.locale if is_fallback(page.file) else "",
    }


def _languages_in_folders(config: Any) -> PageLanguages | None:
    """Return the languages of a site that has a folder for each; None for every other."""
    plugin = config.plugins.get(LANGUAGES_PLUGIN)
    if plugin is None or plugin.config.docs_structure != "folder":
        return None
    return PageLanguages(plugin.default_language, frozenset(plugin.all_languages), in_folders=True)


def _same_page(path: str, languages: PageLanguages | None) -> tuple[str, ...]:
    return languages.opened_by(path, languages.language_of(path)) if languages else (path,)


def _published(path: str, languages: PageLanguages | None) -> str:
    """Return where a file or folder of the sources is on the site: the first language has no folder there."""
    if languages is None or languages.is_translation(f"{path}/"):
        return path
    return languages.place_of(f"{path}/").rstrip("/")


def _published_name(file: str, *, folder: str, languages: PageLanguages | None) -> str:
    """Return what leads on the site to *file*, whose name is relative to *folder*, both as in the sources."""
    path = posixpath.normpath(posixpath.join(folder, file))
    if languages is None or path.startswith(".."):
        return file
    return posixpath.relpath(_published(path, languages), _published(folder, languages) or ".")
