"""Pages that are no articles: they list other pages, or say where one went."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publishing.theme.folders import SHELL_TEMPLATE

_LISTING_TEMPLATES = frozenset((SHELL_TEMPLATE, "blog.html", "redirect.html"))
_TAG_LISTING = re.compile(r"^(\[TAGS\]|<!-- material/tags.*)$", re.MULTILINE)


def only_lists(front_matter: Mapping[str, Any], markdown: str) -> bool:
    """Tell whether a page lists others, or is to be left out of searches as Material's search is told."""
    search = front_matter.get("search")
    template = front_matter.get("template")
    return (
        (isinstance(template, str) and template in _LISTING_TEMPLATES)
        or (isinstance(search, dict) and search.get("exclude") is True)
        or _TAG_LISTING.search(markdown) is not None
    )


def is_article(page: Any, markdown: str) -> bool:
    """Leave out listings of other pages, drafts, and what Material's search is told to leave out; *page* is MkDocs'."""
    return not (page.file.inclusion.is_excluded() or only_lists(page.meta, markdown))
