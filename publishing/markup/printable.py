"""Signs that no address, and no line of a report, can carry."""

from __future__ import annotations

import re

# Control signs, the ends of lines of Unicode, and what stands for the bytes of a file's name that is not UTF-8.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def is_printable(text: str) -> bool:
    """Tell whether *text* has none of these signs."""
    return _UNPRINTABLE.search(text) is None


def printable(text: str) -> str:
    """Return *text* on one line, with the sign for what cannot be shown in the place of each of these."""
    return _UNPRINTABLE.sub("\ufffd", text)
