"""The pages as a branch found them, to compare with what it makes of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from publishing.errors import HelpCentreError
from publishing.links.published import LIST_FILE, parse_published
from publishing.markup.printable import is_printable
from publishing.source.changed_pages import changed_since, files_at, text_at, texts_of
from publishing.source.folder import (
    PAGE_SUFFIXES,
    config_of,
    named_folder,
    parse_config,
    with_inherited,
)
from publishing.source.languages import PageLanguages
from publishing.source.left_out import LeftOut, left_out_of
from publishing.source.page import MAX_PAGE_BYTES, SourcePage, in_its_language, parse_source, with_plain_ends
from publishing.source.site import ContentSite
from publishing.source.synonyms import SYNONYMS_FILE, parse_synonyms

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class _Base:
    """Where the pages lay then: below *root*, a folder that is there now, at *prefix*, which may be gone."""

    root: Path
    ref: str
    prefix: str = ""
    left_out: LeftOut = LeftOut()

    @property
    def languages(self) -> PageLanguages:
        """Which language each page was in."""
        return self.left_out.languages

    def read(self, name: str, parse: Callable[[str], _Found], damaged: _Found) -> _Found:
        """Read a file of the folder of pages; *damaged* when it was not there, or was not what it should be."""
        try:
            text = text_at(self.root, self.ref, f"{self.prefix}{name}")
            return damaged if text is None else parse(text)
        except HelpCentreError:
            return damaged


def base_of(site: ContentSite, ref: str) -> ContentSite:
    """
    Return *site* as it was where this branch left *ref*: pages, list of links, synonyms, languages.

    Pages that did not change are the very same objects. What could not be read then is left out, as it was then.

    Raises:
        NoComparison: no repository, no Git, or *ref* is unknown.

    """
    base = _base_of(site.folder, ref)
    texts = list(_pages(site, base))
    return ContentSite(
        base.root / base.prefix,
        tuple(page for page in texts if not base.languages.is_translation(page.path)),
        site.today,
        translations=tuple(page for page in texts if base.languages.is_translation(page.path)),
        published=base.read(LIST_FILE, parse_published, None),
        settings=site.settings,
        built_by_mkdocs=site.built_by_mkdocs,
        synonyms=base.read(SYNONYMS_FILE, parse_synonyms, ()),
        languages=base.languages,
    )


def _base_of(folder: Path, ref: str) -> _Base:
    """Find the folder of pages and its languages in the configuration of then; without one they are those of now."""
    config_file = config_of(folder)
    if config_file is None:
        return _Base(folder, ref)
    root = config_file.parent
    nothing: dict[str, Any] = {}
    config = _Base(root, ref).read(
        config_file.name, lambda text: with_inherited(parse_config(text, config_file), config_file), nothing
    )
    prefix = posixpath.normpath(named_folder(config)) + "/"
    if prefix.startswith(("/", "../")):
        return _Base(folder, ref, left_out=left_out_of(config))
    return _Base(root, ref, "" if prefix == "./" else prefix, left_out_of(config))


def _pages(site: ContentSite, base: _Base) -> Iterator[SourcePage]:
    listed = {path.removeprefix(base.prefix): name for path, name in files_at(base.root, base.ref, base.prefix).items()}
    there = {path: name for path, name in listed.items() if _is_page(path) and base.left_out.takes(path)}
    same = _unchanged(site, base)
    texts = texts_of(base.root, (name for path, name in there.items() if path not in same))
    for path in there:
        if path in same:
            yield same[path]
            continue
        text = _text(next(texts))
        now = site.by_path.get(path) or site.translation_by_path.get(path)
        if now is not None and now.source == text:
            yield now
        elif text is not None:
            page = parse_source(text, path=path, folder=(base.root / base.prefix / path).parent)
            yield in_its_language(page, base.root / base.prefix, base.languages)
    # Git does not look through links to folders: what is read through one counts as unchanged.
    yield from (page for page in site.texts if page.path not in there and _is_linked(site.folder, page.path))


def _unchanged(site: ContentSite, base: _Base) -> Mapping[str, SourcePage]:
    """Return the pages that Git knows to be as they were, to read none of them anew; none if they lay elsewhere."""
    if (base.root / base.prefix).resolve() != site.folder.resolve():
        return {}
    changed = {path.removeprefix(base.prefix) for path in changed_since(base.root, base.ref)}
    return {page.path: page for page in site.texts if page.path not in changed}


def _is_page(path: str) -> bool:
    is_hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    return path.endswith(PAGE_SUFFIXES) and is_printable(path) and not is_hidden


def _is_linked(folder: Path, path: str) -> bool:
    return (folder / path).resolve() != folder.resolve() / path


def _text(content: bytes) -> str | None:
    try:
        return with_plain_ends(content.decode("utf-8-sig")) if len(content) <= MAX_PAGE_BYTES else None
    except UnicodeDecodeError:
        return None
