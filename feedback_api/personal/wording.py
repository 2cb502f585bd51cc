"""Words that people typed, made fit to be kept."""

from __future__ import annotations

import unicodedata

KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    r"""
    Take out control characters and trim.

    Line ends become ``\n`` first: a browser counts one character a line end and sends two.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char for char in lines if char in KEPT_CONTROLS or unicodedata.category(char) != "Cc")
    return kept.strip()
