"""The pages that a change touches: those that were changed, and those that show what was."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from publishing.articles.meta import texts_within
from publishing.rules.files_present import shown_files
from publishing.rules.link_targets import target_path
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite
from publishing.video import video_lines_of_prose
from publishing.videos.files import FRONT_MATTER_FIELD, SOURCE_TYPES


def pages_touched(site: ContentSite, changed: Collection[str]) -> frozenset[str]:
    """
    Return *changed*, paths of files below the folder of *site*, and the paths of the pages that show one of them.

    A file that is gone counts as well.
    """
    texts = {page.path for page in site.texts}
    files = {path for path in changed if path not in texts}
    # A video is named on its page without the ends of its files: ".de.vtt", ".jpg".
    stems = {path[:end] for path in files for end in range(len(path)) if path[end] == "."}
    showing = (
        page.path
        for page in (site.texts if files else ())
        if not files.isdisjoint(_opened(site, page, _named_files(page)))
        or not stems.isdisjoint(_opened(site, page, _videos(page)))
    )
    return frozenset(changed).union(showing)


def _opened(site: ContentSite, page: SourcePage, paths: Iterable[str]) -> Iterator[str]:
    """Yield what the build may show for each of *paths*: a translation borrows the files of its original."""
    lang = site.languages.language_of(page.path)
    return (opened for path in paths for opened in site.languages.opened_by(path, lang))


def _named_files(page: SourcePage) -> Iterator[str]:
    for link, _ in shown_files(page):
        yield target_path(page, link)
    for name in texts_within(page.front_matter.get(FRONT_MATTER_FIELD)):
        yield _beside(page, name)


def _videos(page: SourcePage) -> Iterator[str]:
    for found in video_lines_of_prose(page.prose):
        name = found["name"]
        suffix = PurePosixPath(name).suffix
        yield _beside(page, name.removesuffix(suffix) if suffix in SOURCE_TYPES else name)


def _beside(page: SourcePage, name: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), name))
