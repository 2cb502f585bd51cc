"""Links to sections as browsers follow them, where MkDocs compares letter by letter."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from publishing.source.page_links import section_meant


def read_as_browsers_do(files: Any) -> None:
    """
    Let MkDocs, which has read every page of *files*, look for the sections that browsers will look for.

    An id may be written in percent signs, such as ``#t%C3%BCr`` for ``tür``; `section_meant` tells the rest.
    """
    for file in files.documentation_pages():
        links: dict[Any, dict[str, str]] = (file.page and file.page.links_to_anchors) or {}
        for target, originals in links.items():
            there = (target.page and target.page.present_anchor_ids) or ()
            meant = {
                anchor if anchor in there else section_meant(unquote(anchor)): original
                for anchor, original in originals.items()
            }
            links[target] = {anchor: original for anchor, original in meant.items() if anchor}
