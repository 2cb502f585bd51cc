"""Which paths can be files of a site: pure functions."""

from __future__ import annotations

import re

# What the file systems of Linux, macOS and Windows take; the whole path leaves room for the site's own folder.
MAX_PART_BYTES = 255
MAX_PATH_BYTES = 2_000
# No file system takes the first; at the others a line of the list of links would end; halves of letters are no text.
_UNWRITABLE = re.compile("[\\0\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029\\ud800-\\udfff]")


def is_below_site(path: str) -> bool:
    """
    Tell whether *path*, decoded, can name a file below the folder of a site.

    No part begins with two dots: those lead out of the folder, and so do some once the language behind them is off.
    """
    if path.startswith(("/", "\\")) or _UNWRITABLE.search(path):
        return False
    parts = path.replace("\\", "/").split("/")
    return len(path.encode()) <= MAX_PATH_BYTES and not any(
        part.startswith("..") or len(part.encode()) > MAX_PART_BYTES for part in parts
    )
