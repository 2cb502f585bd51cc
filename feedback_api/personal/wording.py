"""Words that people typed, made fit to be kept."""

from __future__ import annotations

import unicodedata
from typing import Any

KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    r"""
    Take out control characters and trim; where nothing is left that can be seen, nothing was written.

    Line ends become ``\n`` first: a browser counts one character a line end and sends two. Characters without a shape,
    such as a space of no width, stay beside others: emoji and Persian are joined by them.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char for char in lines if char in KEPT_CONTROLS or unicodedata.category(char) != "Cc")
    return kept.strip() if any(_has_a_shape(char) for char in kept) else ""


def empty_is_none(value: Any) -> Any:
    """Clean a text; an empty field of a form means that nothing was said."""
    cleaned = clean(value) if isinstance(value, str) else value
    return None if cleaned == "" else cleaned


def _has_a_shape(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] not in "CZ" or category == "Cs"  # half a character is not nothing: it is refused as wrong
