"""Places inside an article that links lead to, kept as far as Markdown can name them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Where a heading notes the name that it keeps, and an anchor that it is ours.
KEPT_NAME = "data-kept"
# An attribute list and a tag can both carry such a name as it is.
_NAME = re.compile(r"\w[\w:.-]*")
# Nothing else can stand inside these: what leads there leads right before them.
_CLOSED = ("a", "code", "kbd", "pre", "samp", "img", "hr", "iframe", "video", "audio")
_FIRST_INSIDE = {"ul": "li", "ol": "li", "tr": ("td", "th"), "tbody": ("td", "th"), "thead": ("td", "th")}


def keep_anchors(soup: BeautifulSoup, linked: Collection[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """
    Put an empty anchor where something has a name, in place; a heading notes it instead. A name leads to one place.

    Editors give every paragraph an id: of those only the ones that are *linked* to stay. Returned are the names that
    were kept, and those that Markdown cannot write.
    """
    kept: set[str] = set()
    lost: list[str] = []
    for element in list(soup.find_all(True)):
        for name in _names(element, linked):
            if not _NAME.fullmatch(name):
                lost.append(name)
            elif name not in kept:
                kept.add(name)
                _keep(element, name)
        if element.name == "a" and not element.get("href"):
            element.unwrap()
    return frozenset(kept), tuple(lost)


def _names(element: Tag, linked: Collection[str]) -> Iterator[str]:
    is_meant = element.name == "a" or element.name in HEADINGS
    found = [element.get("id"), element.get("name") if element.name == "a" else None]
    for name in dict.fromkeys(filter(None, map(str, filter(None, found)))):
        if is_meant or name in linked:
            yield name


def _keep(element: Tag, name: str) -> None:
    heading = element if element.name in HEADINGS else element.find_parent(HEADINGS)
    if heading is not None and not heading.get(KEPT_NAME):
        heading[KEPT_NAME] = name
        return
    anchor = BeautifulSoup("", "html.parser").new_tag("a", attrs={KEPT_NAME: name})
    inside = element.find(_FIRST_INSIDE[element.name]) if element.name in _FIRST_INSIDE else element
    closed = [each for each in (element, *element.parents) if each.name in _CLOSED]
    if heading is not None:
        heading.insert_before(anchor)
    elif closed or element.name == "table" or not isinstance(inside, Tag):
        (closed[-1] if closed else element).insert_before(anchor)
    else:
        inside.insert(0, anchor)
