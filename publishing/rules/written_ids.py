"""Ids that a message tells a writer to write behind a heading."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain, count

from publishing.source.page import SourcePage


def free_id(page: SourcePage, wish: str, *, besides: Collection[str] = ()) -> str:
    """Return an id that nothing on *page* has, and none of those *besides*: *wish*, else that with a number."""
    ids = chain([wish], (f"{wish}-{number}" for number in count(2)))
    return next(each for each in ids if each not in page.anchors and each not in besides)


def lacking_extension(page: SourcePage) -> str:
    """Say what lets ids in braces be read, to go behind a hint that asks for one; empty where they are."""
    if not page.built_by_mkdocs or page.markdown.reads_braces:
        return ""
    return f" Add 'attr_list' to 'markdown_extensions' in {page.markdown.config_name} first: it reads such ids."
