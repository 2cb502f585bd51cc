"""The revision of an article: what ratings are bound to."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from publishing.catalogue import Section

REVISION_HEX_DIGITS = 12
_FIELD_END = "\x1f"
_SECTION_END = "\x1e"


def revision_of(title: str, sections: Iterable[Section], cut: str | None = None) -> str:
    """
    Name this wording of an article: the first 12 hex digits of SHA-256 over its title, section titles and texts.

    White space is collapsed and Unicode is normalised (NFC) first, so that a change of theme, of line breaks or of
    anchors names the same revision, and a changed word names another. So does another *cut* of the page's video.
    """
    parts = [_normalised(title), _SECTION_END]
    for section in sections:
        parts += [_normalised(section.title), _FIELD_END, _normalised(section.text), _SECTION_END]
    if cut is not None:
        parts += [cut, _SECTION_END]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:REVISION_HEX_DIGITS]


def _normalised(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
