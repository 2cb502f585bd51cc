"""HC010: every picture says in words what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC010"
_MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,300}\]){0,1000})\][(\[]")
_HTML_IMAGE = re.compile(r"<img\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<other>[^\s>]+))""", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif)", re.IGNORECASE)


def check(page: SourcePage) -> Iterator[Finding]:
    """
    Find pictures without alternative text, or with a file name in its place.

    In HTML an empty text (``alt=""``) is a statement, that the picture adds nothing; in Markdown it is an omission.
    """
    for image in _MARKDOWN_IMAGE.finditer(page.prose):
        yield from _judge(page, image.start(), image["alt"].strip(), "between the brackets")
    for image in _HTML_IMAGE.finditer(page.prose):
        alt = _ALT.search(image["attributes"])
        text = next((group for group in alt.groups() if group is not None), "") if alt else ""
        if not (alt and text == ""):
            yield from _judge(page, image.start(), text.strip(), "in 'alt'")


def _judge(page: SourcePage, position: int, alt: str, place: str) -> Iterator[Finding]:
    line = page.prose.count("\n", 0, position) + 1
    hint = f"Say what the reader would see, in a few words {place}."
    if not alt:
        yield Finding(page.path, line, CODE, "the picture has no alternative text.", hint)
    elif _FILE_NAME.fullmatch(alt):
        yield Finding(page.path, line, CODE, f"the alternative text '{alt}' is a file name.", hint)
