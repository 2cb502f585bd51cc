"""The ids of the elements of a built page; text that looks like one, such as code that is shown, has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

# It begins with letters, for which Python looks many times as fast as for any white space before them.
_ID = re.compile(r"""id=(?:"([^"]+)"|'([^']+)'|([^\s"'<>]+))""")
# What stands in a tag before an attribute.
_IN_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*\s""", re.IGNORECASE)
# What begins text without elements, and what ends it.
_NO_ELEMENTS = (("<!--", "-->"), *((f"<{name}", f"</{name}") for name in ("script", "style", "template", "textarea")))


def ids_in(html: str) -> frozenset[str]:
    """Return the ids of the elements of the page *html*."""
    return frozenset(written for written, _ in _elements(html))


def element_with_id(html: str, written: str) -> int | None:
    """Return where the tag begins whose id is *written* in the page *html*, escaped as there; None without one."""
    return next((start for found, start in _elements(html) if found == written), None)


def _elements(html: str) -> Iterator[tuple[str, int]]:
    for begin, end in _NO_ELEMENTS:
        html = "".join(_blanked(html, begin, end))
    for found in _ID.finditer(html):
        start = html.rfind("<", 0, found.start())
        if start >= 0 and _IN_TAG.fullmatch(html, start, found.start()):
            yield next(filter(None, found.groups())), start


def _blanked(html: str, begin: str, end: str) -> Iterator[str]:
    """Yield *html* with blanks from each *begin* to its *end*; every other character keeps its place."""
    position = 0
    while (start := html.find(begin, position)) >= 0 and (stop := html.find(end, start)) >= 0:
        yield html[position:start]
        yield " " * (stop - start)
        position = stop
    yield html[position:]
