"""Whether a file is there that somebody has named: a name that no file system takes is one that is not."""

from __future__ import annotations

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Tell whether there is a file at *path*, whatever that is; ``Path.is_file`` raises where it is too long."""
    return os.path.isfile(path)  # noqa: PTH113 - see above


def is_there(path: Path) -> bool:
    """Tell whether there is anything at *path*, as `is_file` does."""
    return os.path.exists(path)  # noqa: PTH110 - see above
